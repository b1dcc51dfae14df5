package io.gapwatch.agent.notify.healthchecks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingUrlTest {

  @Test
  void neitherItNorItsSettingsPrintTheSecret() {
    HealthchecksSettings settings = settings("https://hc-ping.invalid/PLANTED");

    assertThat(settings.toString()).doesNotContain("PLANTED");
    assertThat(PingUrl.of(settings)).hasToString("<secret>");
  }

  /** Its success would be a start, and a start no success. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hc-ping.com/0f5d0c1a-8a2b-4c3d-9e4f-112233445566/start",
        "https://hc-ping.com/0f5d0c1a-8a2b-4c3d-9e4f-112233445566/fail/",
        "https://hc-ping.com/0f5d0c1a-8a2b-4c3d-9e4f-112233445566/0",
        "https://checks.example.org/ping/0F5D0C1A-8A2B-4C3D-9E4F-112233445566/log",
        "https://hc-ping.com/fqOOd6-F4MMNuCEnzTU01w/chain/start"
      })
  void oneWithASignalIsRefused(String url) {
    assertThatThrownBy(() -> PingUrl.of(settings(url)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("url ends with a signal, /")
        .hasMessageNotContainingAny("0f5d", "fqOOd6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hc-ping.com/0f5d0c1a-8a2b-4c3d-9e4f-112233445566",
        "https://hc-ping.com/fqOOd6-F4MMNuCEnzTU01w/start",
        "https://checks.example.org/ping/0f5d0c1a-8a2b-4c3d-9e4f-112233445566/"
      })
  void oneOfACheckIsTaken(String url) {
    assertThat(PingUrl.of(settings(url)).of("/fail", UUID.randomUUID()).getPath())
        .endsWith("/fail");
  }

  private static HealthchecksSettings settings(String url) {
    return new HealthchecksSettings(
        "deadman", new Secret(url), Optional.empty(), Duration.ofSeconds(5), Retry.NEVER);
  }
}
