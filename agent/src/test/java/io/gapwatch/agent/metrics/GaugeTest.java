package io.gapwatch.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of Prometheus for names, which promtool holds a file to. */
class GaugeTest {
  /** Units that are not base units, or abbreviated: promtool refuses each as a part of a name. */
  private static final Set<String> NO_PARTS =
      Set.of(
          "ms",
          "s",
          "m",
          "h",
          "d",
          "b",
          "kb",
          "mb",
          "gb",
          "tb",
          "milliseconds",
          "minutes",
          "hours",
          "days",
          "kilobytes",
          "megabytes",
          "gigabytes",
          "gauge",
          "counter",
          "summary",
          "histogram");

  private static List<Gauge> all() {
    List<Gauge> all = new ArrayList<>(Gauge.all());
    Agent.types()
        .checks()
        .forEach(
            type -> type.metrics().exported().forEach(metric -> all.add(Gauge.of(type, metric))));
    return all;
  }

  /** They name epochs, so that each day would bring new time series. */
  @Test
  void whatOnlyTheNextRunsNeedIsNoTimeSeries() {
    assertThat(all())
        .extracting(Gauge::name)
        .contains("gapwatch_epochs_participants", "gapwatch_staleness_seen_seconds")
        .doesNotContain(
            "gapwatch_epochs_seen", "gapwatch_epochs_most", "gapwatch_participants_most");
  }

  @Test
  void everyNameFollowsTheRules() {
    assertThat(all())
        .allSatisfy(
            gauge -> {
              assertThat(gauge.name()).matches("gapwatch_[a-z][a-z0-9_]*");
              assertThat(gauge.name())
                  .doesNotMatch(".*_(total|count|sum|bucket|created)")
                  .doesNotContain("__");
              assertThat(gauge.name().split("_", -1)).doesNotContainAnyElementsOf(NO_PARTS);
              assertThat(gauge.help()).endsWith(".").doesNotContain("\n");
            });
  }

  @Test
  void noNameIsTakenTwice() {
    assertThat(all().stream().map(Gauge::name)).doesNotHaveDuplicates();
  }
}
