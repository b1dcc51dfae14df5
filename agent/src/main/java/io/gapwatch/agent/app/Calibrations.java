package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.report.Calibration;
import io.gapwatch.agent.run.Types;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Limits suggested from history, for each metric that supports it. Changes nothing. */
public final class Calibrations {
  private final Config config;
  private final Types types = Agent.types();

  public Calibrations(Config config) {
    this.config = config;
  }

  private record Calibrated(CheckConfig check, Metric metric) {}

  /**
   * One per metric that can be calibrated, from the runs since then; those in the future, of a
   * wrong clock, are not believed.
   *
   * @throws GapwatchException if no configured check has such a metric
   */
  public List<Calibration> between(Instant from, Instant now) {
    List<Calibrated> metrics = config.checks().stream().flatMap(this::calibrated).toList();
    if (metrics.isEmpty()) {
      throw new GapwatchException(
          "no check in %s has a limit that history can suggest; checks of these types have: %s"
              .formatted(config.file(), String.join(", ", typesThatHave())));
    }
    try (History history = Histories.open(config)) {
      return metrics.stream().map(each -> calibration(history, each, from, now)).toList();
    }
  }

  private Stream<Calibrated> calibrated(CheckConfig check) {
    return types.check(check.type()).metrics().all().stream()
        .filter(metric -> metric.role().calibrated())
        .map(metric -> new Calibrated(check, metric));
  }

  private List<String> typesThatHave() {
    return types.checks().stream()
        .filter(type -> type.metrics().all().stream().anyMatch(it -> it.role().calibrated()))
        .map(type -> type.type())
        .sorted()
        .toList();
  }

  private static Calibration calibration(
      History history, Calibrated each, Instant from, Instant now) {
    return Calibration.of(
        new Calibration.Subject(
            each.check.id(), each.metric, each.metric.limits(each.check.settings())),
        history.measurements().series(each.check.id(), each.metric.name(), "", from).stream()
            .filter(sample -> !sample.at().isAfter(now))
            .toList());
  }
}
