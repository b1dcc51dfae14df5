package io.gapwatch.agent.schedule;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.schedule.MissedRuns.Missed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The agent's check of itself: did all jobs run, and did their runs end? */
public final class MissedRunsCheck {
  public static final String ID = "missed-runs";

  private static final String REMEDY =
      "compare gapwatch crontab show with crontab -l, or check that gapwatch watch is "
          + "running; look at the job's log in the state folder";

  private static final String RUNS = "runs of ";
  private static final String UNFINISHED = "unfinished run of ";

  private MissedRunsCheck() {}

  /** Whether a finding with this subject is about this job's runs. */
  public static boolean isAbout(String job, String subject) {
    return subject.equals(RUNS + job) || subject.equals(UNFINISHED + job);
  }

  /**
   * The result of the check.
   *
   * @param since see {@link MissedRuns#of}
   * @param elsewhere subjects already tracked by incidents of another job
   */
  public static CheckResult of(
      List<JobHistory> jobs, Instant since, Set<String> elsewhere, Instant now) {
    List<Finding> findings =
        Stream.concat(
                MissedRuns.of(jobs, since, now).stream().map(MissedRunsCheck::finding),
                jobs.stream()
                    .flatMap(
                        job -> job.abandoned(now).stream().map(run -> finding(run, job.before()))))
            .filter(finding -> !elsewhere.contains(finding.subject()))
            .toList();
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "Runs",
        findings.isEmpty() ? Status.OK : Status.WARNING,
        findings.isEmpty() ? "all jobs ran when due" : summary(findings),
        List.of(),
        Map.of("findings", findings.size()),
        findings,
        true,
        Covered.everything(),
        "");
  }

  private static String summary(List<Finding> findings) {
    return String.join("; ", findings.stream().map(Finding::summary).toList());
  }

  private static Finding finding(Missed missed) {
    String ran = missed.ever() ? "last ran at " : "never ran, monitored since ";
    return finding(
        RUNS + missed.job(),
        "%s %s%s".formatted(missed.job(), ran, missed.since()),
        "no run since " + missed.firstDue(),
        "a run at every due time",
        missed.since());
  }

  private static Finding finding(Run run, long before) {
    return finding(
        UNFINISHED + run.job(),
        "the run of %s that began at %s never ended%s"
            .formatted(run.job(), run.startedAt(), nor(before)),
        "no end",
        "an end within the job's deadline",
        run.startedAt());
  }

  private static String nor(long before) {
    return before == 0
        ? ""
        : before == 1
            ? ", nor did the one before it"
            : ", nor did the %d before it".formatted(before);
  }

  private static Finding finding(
      String subject, String summary, String observed, String limit, Instant since) {
    return new Finding(
        ID,
        Severity.WARNING,
        subject,
        summary,
        observed,
        limit,
        REMEDY,
        Map.of("since", since.toString()),
        Optional.of(since),
        Optional.empty(),
        Place.WHOLE);
  }
}
