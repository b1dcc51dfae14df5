package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.keepalive.KeepAlive;
import io.gapwatch.agent.keepalive.Outlook;
import io.gapwatch.agent.run.OtherRuns;
import io.gapwatch.agent.run.WrongClock;
import io.gapwatch.agent.schedule.Crontab;
import io.gapwatch.agent.schedule.CrontabDrift;
import io.gapwatch.agent.schedule.CrontabPlan;
import io.gapwatch.agent.schedule.CrontabProgram;
import io.gapwatch.agent.schedule.MissedRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The doctor's checks of unattended operation: cron, missed runs, keep-alive. */
final class UnattendedChecks {
  private final Environment environment;
  private final String crontab;
  private final boolean enabled;

  /**
   * @param crontab the program that reads this user's crontab
   */
  UnattendedChecks(Environment environment, String crontab) {
    this(environment, crontab, true);
  }

  private UnattendedChecks(Environment environment, String crontab, boolean enabled) {
    this.environment = environment;
    this.crontab = crontab;
    this.enabled = enabled;
  }

  /** No checks: the crontab and recent runs belong to another release. */
  static UnattendedChecks none(Environment environment) {
    return new UnattendedChecks(environment, "", false);
  }

  List<DoctorCheck> checks(Config config, Instant now) {
    if (!enabled) {
      return List.of();
    }
    List<DoctorCheck> checks = new ArrayList<>();
    checks.add(DoctorCheck.of("crontab", () -> crontab(config, now)));
    checks.add(DoctorCheck.of("missed runs", () -> missedRuns(config, now)));
    if (config.keepAlive().isPresent()) {
      checks.add(DoctorCheck.of("keep-alive", () -> keepAlive(config, now)));
    }
    return checks;
  }

  private Diagnosis crontab(Config config, Instant now) {
    Optional<String> installed;
    try {
      installed =
          Crontab.parse(
                  new CrontabProgram(crontab).read(), new CrontabPlan(environment).file(config))
              .block();
    } catch (GapwatchException e) {
      return Diagnosis.warning(
          "could not read the crontab: " + e.getMessage(),
          "install cron, or run the jobs with gapwatch watch");
    }
    if (installed.isEmpty()) {
      return Diagnosis.warning(
          "no job of this configuration is in this user's crontab",
          "gapwatch crontab install, unless gapwatch watch runs the jobs");
    }
    String wanted =
        new CrontabPlan(environment).block(config, Optional.empty(), Optional.empty(), now);
    CrontabDrift drift = CrontabDrift.between(installed, wanted);
    return drift.none()
        ? Diagnosis.ok("the crontab matches the configuration")
        : Diagnosis.failed(
            "the crontab differs from the configuration: %d lines missing, %d lines extra"
                .formatted(drift.missing().size(), drift.surplus().size()),
            "gapwatch crontab install shows and fixes the difference");
  }

  private static Diagnosis missedRuns(Config config, Instant now) {
    if (!History.exists(config.state())) {
      return Diagnosis.skipped("no job has run yet");
    }
    List<MissedRuns.Missed> missed;
    int future;
    try (History history = Histories.open(config)) {
      missed = OtherRuns.missed(history, config, now);
      future = history.runs().after(now.plus(WrongClock.TOLERATED)).size();
    }
    if (missed.isEmpty() && future > 0) {
      return Diagnosis.warning(
          "whether a job missed runs is unknown: %s dated in the future"
              .formatted(future == 1 ? "1 run is" : future + " runs are"),
          "compare date -u with another machine; gapwatch forget deletes such runs");
    }
    return missed.isEmpty()
        ? Diagnosis.ok("no job missed two runs in a row")
        : Diagnosis.failed(
            missed.stream()
                .map(one -> one.job() + " has not run since " + one.since())
                .collect(Collectors.joining("; ")),
            "check that cron is running, that the machine was up, and the job's log");
  }

  private static Diagnosis keepAlive(Config config, Instant now) {
    if (!History.exists(config.state())) {
      return Diagnosis.skipped("nothing measured yet");
    }
    Outlook outlook = new KeepAlive(config).outlook(now);
    // On the first day the result is unknown, which must not fail a fresh installation.
    return outlook.status() == Status.OK
        ? Diagnosis.ok(outlook.text())
        : Diagnosis.warning(outlook.text(), outlook.remedy());
  }
}
