package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that are dated in the future. Each run tells of them, and nothing believes them: neither
 * missed runs nor reports, calibration or retention.
 */
public final class WrongClock {
  /** Clocks differ, and time zones are mistaken for each other. */
  public static final Duration TOLERATED = Duration.ofDays(1);

  static final String ID = "clock";
  private static final String SUBJECT = "runs in the future";

  private WrongClock() {}

  /**
   * The agent's check of its clock.
   *
   * @param job whose incidents are followed
   * @return empty if there is nothing to tell or to resolve
   */
  static Optional<CheckResult> check(History history, String job, Instant now) {
    List<Run> future = history.runs().after(now.plus(TOLERATED));
    boolean followed =
        history.incidents().active(job).stream()
            .map(Incident::finding)
            .anyMatch(finding -> finding.checkId().equals(ID));
    return future.isEmpty() && !followed ? Optional.empty() : Optional.of(result(future));
  }

  private static CheckResult result(List<Run> future) {
    List<Finding> findings = future.isEmpty() ? List.of() : List.of(finding(future));
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "Clock",
        future.isEmpty() ? Status.OK : Status.WARNING,
        findings.stream().findFirst().map(Finding::summary).orElse("no run is in the future"),
        List.of(),
        Map.of("runsInTheFuture", future.size()),
        findings,
        true,
        Covered.everything(),
        "");
  }

  private static Finding finding(List<Run> future) {
    Run last = future.get(future.size() - 1);
    String summary =
        "%s in the future, the last at %s, of %s; none of them is believed"
            .formatted(
                Numbers.count(future.size(), "run"),
                Times.dateAndTime(last.startedAt()),
                last.job());
    return new Finding(
        ID,
        Severity.WARNING,
        SUBJECT,
        summary,
        Integer.toString(future.size()),
        "0",
        "the clock was wrong then, or is wrong now: compare date -u with another machine, and look"
            + " whether NTP runs (timedatectl); once it is right: gapwatch forget --after "
            + future.get(0).startedAt().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS),
        Map.of("last", last.startedAt().toString()),
        Optional.empty(),
        Optional.empty(),
        Place.WHOLE);
  }
}
