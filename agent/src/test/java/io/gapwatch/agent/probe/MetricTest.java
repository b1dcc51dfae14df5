package io.gapwatch.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys and limits that come from the declaration of a metric. */
class MetricTest {
  private static final Metric AGE =
      Metric.high("age", Unit.SECONDS, "how old it is").critical("5m").main();
  private static final Metric MEMORY =
      Metric.high("memory", Unit.BYTES, "what it takes").warning("3GiB").critical("4GiB");
  private static final Metric FREE = Metric.low("free", Unit.PERCENT, "what is free");
  private static final Metric ROWS = Metric.neutral("rows", Unit.COUNT, "rows");
  private static final Metrics ALL = Metrics.of(AGE, MEMORY, FREE, ROWS);

  private static Limits limits(Metric metric, String yaml) {
    Settings settings = SettingsOf.yaml(ALL.after(Shape.of()), yaml);
    return metric.limits(settings);
  }

  private static Optional<String> text(Optional<Limit> limit) {
    return limit.map(Limit::text);
  }

  @Test
  void defaultsHoldWhereNothingIsWritten() {
    assertThat(limits(AGE, "{}")).isEqualTo(AGE.defaults());
    assertThat(limits(MEMORY, "{}")).isEqualTo(MEMORY.defaults());
    assertThat(limits(FREE, "{}")).isEqualTo(Limits.NONE);
  }

  @Test
  void mainMetricHasItsLimitsInTheCheck() {
    Limits limits = limits(AGE, "{warning: 60s, clear: 30s}");
    assertThat(text(limits.warning())).contains("60s");
    assertThat(text(limits.critical())).contains("5m");
    assertThat(text(limits.clear())).contains("30s");
  }

  @Test
  void othersHaveTheirsUnderTheirName() {
    Limits limits = limits(MEMORY, "memory: {critical: 8GiB}");
    assertThat(text(limits.warning())).as("what is left out keeps its default").contains("3GiB");
    assertThat(text(limits.critical())).contains("8GiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory: off", "memory: {warning: off, critical: off}"})
  void offIsNoLimit(String yaml) {
    assertThat(limits(MEMORY, yaml)).isEqualTo(Limits.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "free: {critical: 5%}, 4.9, true",
    "free: {critical: 5%}, 5, false",
    "'free: {critical: \"<=5%\"}', 5, true",
    "memory: {critical: 5GiB}, 6e9, true"
  })
  void numberWithoutASignFollowsTheDirection(String yaml, double number, boolean broken) {
    Metric metric = yaml.startsWith("free") ? FREE : MEMORY;
    assertThat(limits(metric, yaml).critical().orElseThrow().brokenBy(number)).isEqualTo(broken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: {warning: '<5GiB'} | memory.warning: must be a size such as 200MB or 4GiB, optionally preceded by > or >=",
        "free: {warning: '>5%'} | free.warning: must be a share such as 20%, optionally preceded by < or <=",
        "free: {warning: 150%} | free.warning: must be less than 100%",
        "free: {warning: 0%} | free.warning: must be reachable",
        "memory: {warning: 5GiB, critical: 4GiB} | memory: critical (4GiB) is reached before warning (5GiB)",
        "memory: {critical: 8GiB, clear: 4GiB} | memory: clear (4GiB) lies beyond the limit 3GiB",
        "memory: 5 | memory: must be limits such as {warning: 4GiB}, or off",
        "memory: [5GiB] | memory: must be limits such as {warning: 4GiB}, or off",
        "memory: {warning: 5s} | memory.warning: must be a size such as 200MB or 4GiB",
        "memory: {warn: 5GiB} | memory.warn: unknown key; did you mean \"warning\"?",
        "memory: 7GiB | must be limits such as {warning: 7GiB}, or off",
        "rows: {warning: 5} | rows: unknown key"
      })
  void mistakesAreTold(String yaml, String problem) {
    Metric metric = yaml.startsWith("free") ? FREE : MEMORY;
    assertThatThrownBy(() -> limits(metric, yaml))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void namesAreUniqueAndOneIsMain() {
    assertThatThrownBy(() -> Metrics.of(ROWS, ROWS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Metrics.of(AGE, FREE.main()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
