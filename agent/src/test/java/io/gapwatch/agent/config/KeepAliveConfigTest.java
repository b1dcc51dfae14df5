package io.gapwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepAliveConfigTest {
  private static Optional<KeepAliveConfig> load(String section) {
    ConfigLoader loader =
        new ConfigLoader(
            new Catalog(Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), Map.of()), Map.of());
    String text = "version: 1\nsources: {}\njobs: {}\n" + section;
    return loader.parse(Path.of("gapwatch.yaml"), text, Instant.MAX).keepAlive();
  }

  @Test
  void leftOutNothingKeepsItAlive() {
    assertThat(ConfigShape.KEEP_ALIVE.required()).isFalse();
    assertThat(ConfigShape.KEEP_ALIVE.fallback()).isEmpty();
    assertThatThrownBy(() -> load(""))
        .as("nor does it watch anything")
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("must have a job");
  }

  @Test
  void anEmptySectionIsTheDefault() {
    assertThat(load("keepAlive: {}")).contains(KeepAliveConfig.DEFAULT);
  }

  @Test
  void everyKey() {
    assertThat(
            load(
                """
                keepAlive:
                  schedule: "7 */2 * * *"
                  zone: Europe/Berlin
                  hold: memory
                  burst: 12m
                  target: 40%
                  memory: 30 %
                """))
        .contains(
            new KeepAliveConfig(
                new Schedule("7 */2 * * *"),
                ZoneId.of("Europe/Berlin"),
                Hold.MEMORY,
                Duration.ofMinutes(12),
                40,
                30));
  }

  @Test
  void saysWhatIsWrong() {
    assertProblem("target: 20%", "must be a share from 25% to 89%");
    assertProblem("target: 100%", "must be a share from 25% to 89%");
    assertProblem("burst: 90s", "must be a time such as 15s, 5m, 3h or 365d, from 2m to 30m");
    assertProblem("burst: 150s", "burst must be whole minutes, such as 6m");
    assertProblem("hold: network", "must be one of cpu, memory");
    assertProblem("taget: 35%", "did you mean \"target\"");
  }

  private static void assertProblem(String setting, String rule) {
    assertThatThrownBy(() -> load("keepAlive: {" + setting + "}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(rule);
  }
}
