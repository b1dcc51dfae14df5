package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.schema.Secret;
import java.time.Duration;

/**
 * A token and how long it is good.
 *
 * @param left from when it was answered; zero for ever, as a root token is
 * @param whole what it was given at first, or at the last renewal
 */
record Lease(Secret token, Duration left, Duration whole, boolean renewable) {
  /** Renewed with a third of its time left: a Vault that is down for a while does not end it. */
  private static final int SHARE = 3;

  /** From the {@code auth} of an answer. */
  static Lease of(JsonNode auth) {
    Duration time = Duration.ofSeconds(auth.path("lease_duration").asLong());
    return new Lease(
        new Secret(auth.path("client_token").asText()),
        time,
        time,
        auth.path("renewable").asBoolean());
  }

  /** Whether it ends, and little of its time is left after so long. */
  boolean isDue(Duration held) {
    return !left.isZero() && left.minus(held).compareTo(whole.dividedBy(SHARE)) < 0;
  }
}
