package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.probe.data.StalenessCheck;
import io.gapwatch.agent.report.Calibration;
import java.time.Instant;
import java.util.List;

/** Limits suggested from history, for each staleness check. It changes nothing. */
public final class Calibrations {
  private final Config config;

  public Calibrations(Config config) {
    this.config = config;
  }

  /**
   * One for each staleness check, from the runs since then.
   *
   * @throws GapwatchException when the configuration has no such check
   */
  public List<Calibration> since(Instant from) {
    List<CheckConfig> checks =
        config.checks().stream().filter(check -> check.type().equals(StalenessCheck.TYPE)).toList();
    if (checks.isEmpty()) {
      throw new GapwatchException(
          "there is no check of type staleness in "
              + config.file()
              + "; only those are calibrated");
    }
    try (History history = Histories.open(config)) {
      return checks.stream().map(check -> calibration(history, check, from)).toList();
    }
  }

  private static Calibration calibration(History history, CheckConfig check, Instant from) {
    return Calibration.of(
        check.id(),
        new StalenessCheck()
            .limits(check.settings())
            .of(StalenessCheck.AGE)
            .critical()
            .orElseThrow(),
        history.runs().series(check.id(), StalenessCheck.AGE_SECONDS, from));
  }
}
