package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Outbox;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run whose state cannot be stored, as on a full disk. What was seen, sent, silenced or
 * acknowledged before is then unknown, so each run sends everything that is wrong as new, until the
 * state can be stored again. Such a run is never healthy: its results are lost to the next one.
 */
public record StatelessRun(Config config, JobConfig job, RunOptions options) {
  public static final String ID = "history";

  /** What is wrong with the run itself, as an additional check. */
  static CheckResult result(GapwatchException why) {
    String reason = String.valueOf(why.getMessage());
    Finding finding =
        new Finding(
            ID,
            Severity.UNKNOWN,
            ID,
            "the state cannot be stored, so each run sends everything again",
            reason,
            "a writable state folder",
            "gapwatch doctor checks the state folder and its disk",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Place.WHOLE);
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "History",
        Status.UNKNOWN,
        reason,
        List.of(),
        Map.of(),
        List.of(finding),
        true,
        Covered.nothing(),
        "");
  }

  /** Sends everything that is wrong now to each messenger. */
  List<NotificationOutcome> send(RunResult report, List<Messenger> messengers, Concurrently time) {
    Instant now = report.startedAt();
    Ids ids = new Ids(now, Optional.empty());
    Advance advance =
        new IncidentTracker(job.name())
            .advance(
                List.of(),
                JobRun.independent(report.checks()),
                checkId -> IncidentPolicy.DEFAULT,
                now,
                ids);
    Quiet quiet = Quiet.withoutHistory(config, job, now);
    Outbox outbox = new InMemoryOutbox(advance.transitions(), quiet);
    return new Notifications(job, options, ids, any -> Optional.empty())
        .send(outbox, quiet, report, messengers, time);
  }
}
