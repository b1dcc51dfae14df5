package io.gapwatch.infra.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The agent's release and how long its address is good for.
 *
 * @param archive relative to the folder {@code infra}, where the program runs
 */
public record ReleaseSource(Path archive, Instant urlExpires) {

  /** What to say of an address that no VM could use; empty while it is good. */
  public Optional<String> expired(Instant now) {
    return urlExpires.isAfter(now)
        ? Optional.empty()
        : Optional.of(
            "gapwatch:releaseUrlExpires is %s, which has passed: a VM could fetch no release%nTo do: pulumi config set releaseUrlExpires auto"
                .formatted(urlExpires));
  }
}
