package io.gapwatch.infra.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The secrets that the agent reads.
 *
 * @param dopplerToken set in the stack; without one the environment's is used
 */
public record Secrets(
    List<String> names, SecretOrigin origin, Optional<Secret> dopplerToken, URI dopplerApi) {
  public Secrets {
    names = List.copyOf(names);
  }
}
