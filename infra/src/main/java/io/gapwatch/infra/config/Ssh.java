package io.gapwatch.infra.config;

import java.util.List;
import java.util.Optional;

/**
 * Who may log in, and from where.
 *
 * @param from CIDR blocks; none closes SSH
 */
public record Ssh(Optional<String> publicKey, List<String> from) {
  public Ssh {
    from = List.copyOf(from);
  }
}
