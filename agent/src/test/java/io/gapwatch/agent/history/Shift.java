package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Runs of the job {@code chain}, an hour apart, as the application makes them. */
final class Shift {
  static final String JOB = "chain";
  static final List<String> CHANNELS = List.of("phone", "chat");

  private final History history;
  private final Supplier<String> ids;
  private final IncidentTracker tracker = new IncidentTracker(JOB);
  private final IncidentPolicy policy;
  private Instant now;

  Shift(History history) {
    this(history, IncidentPolicy.DEFAULT);
  }

  Shift(History history, IncidentPolicy policy) {
    this(history, policy, "", Samples.NOON);
  }

  /** One that follows another on the same history. */
  Shift(History history, String idPrefix, Instant from) {
    this(history, IncidentPolicy.DEFAULT, idPrefix, from);
  }

  private Shift(History history, IncidentPolicy policy, String idPrefix, Instant from) {
    this.history = history;
    this.policy = policy;
    Supplier<String> numbers = Samples.ids();
    ids = () -> idPrefix + numbers.get();
    now = from;
  }

  Instant now() {
    return now;
  }

  List<Transition> run(CheckResult... results) {
    return run(Muting.NONE, results);
  }

  List<Transition> run(Muting muting, CheckResult... results) {
    Commit commit = prepare(muting, results);
    history.commit(commit);
    return commit.advance().transitions();
  }

  /** Starts a run and does all but the commit. */
  Commit prepare(Muting muting, CheckResult... results) {
    now = now.plus(Duration.ofHours(1));
    Run run = Run.started(ids.get(), JOB, now);
    history.runs().start(run);
    List<CheckResult> all = List.of(results);
    Advance advance =
        tracker.advance(history.incidents().active(JOB), all, checkId -> policy, now, ids);
    Status status = Status.worst(all.stream().map(CheckResult::status).toList());
    return new Commit(
        run.ended(now.plusSeconds(3), status, status.exitCode()), all, advance, CHANNELS, muting);
  }
}
