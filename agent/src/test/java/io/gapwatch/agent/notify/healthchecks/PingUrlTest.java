package io.gapwatch.agent.notify.healthchecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingUrlTest {

  @Test
  void neitherItNorItsSettingsPrintTheSecret() {
    HealthchecksSettings settings =
        new HealthchecksSettings(
            "deadman",
            new Secret("https://hc-ping.invalid/PLANTED"),
            Optional.empty(),
            Duration.ofSeconds(5),
            Retry.NEVER);

    assertThat(settings.toString()).doesNotContain("PLANTED");
    assertThat(PingUrl.of(settings)).hasToString("<secret>");
  }
}
