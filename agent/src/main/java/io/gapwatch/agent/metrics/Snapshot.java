package io.gapwatch.agent.metrics;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Deliveries;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.keepalive.Proof;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the history knows at one time. What no run knows has no sample: a check that could not
 * measure has a status, and no number. A run that is dated in the future is not believed.
 */
final class Snapshot {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  private final History history;
  private final Config config;
  private final List<CheckType> types;
  private final Instant now;
  private final Family.Builder families = new Family.Builder();

  private Snapshot(History history, Config config, List<CheckType> types, Instant now) {
    this.history = history;
    this.config = config;
    this.types = types;
    this.now = now;
  }

  /**
   * Reads the history.
   *
   * @param version of this program
   */
  static List<Family> of(
      History history, Config config, List<CheckType> types, Instant now, String version) {
    Snapshot snapshot = new Snapshot(history, config, types, now);
    snapshot.families.add(Gauge.BUILD, Map.of("version", version), 1);
    config.jobs().values().forEach(snapshot::job);
    snapshot.outbox();
    snapshot.keepAlive();
    return snapshot.families.build();
  }

  /** Where the history cannot be read: that of all checks nothing is known. */
  static List<Family> unread(Config config, Instant now, String version) {
    Family.Builder families = new Family.Builder();
    families.add(Gauge.BUILD, Map.of("version", version), 1);
    for (JobConfig job : config.jobs().values()) {
      status(families, job, Status.UNKNOWN);
      next(families, job, now);
      for (CheckConfig check : job.checks()) {
        CheckSamples.status(
            families,
            labels("check", check.id(), "job", job.name(), "source", check.source()),
            Status.UNKNOWN);
      }
    }
    return families.build();
  }

  private static void next(Family.Builder families, JobConfig job, Instant from) {
    Timetable.of(job)
        .next(from)
        .ifPresent(due -> families.add(Gauge.RUN_NEXT, Map.of("job", job.name()), seconds(due)));
  }

  private static void status(Family.Builder families, JobConfig job, Status of) {
    for (Status status : Status.values()) {
      families.add(
          Gauge.RUN_STATUS,
          labels("job", job.name(), "status", status.word()),
          status == of ? 1 : 0);
    }
  }

  private void job(JobConfig job) {
    Map<String, String> labels = Map.of("job", job.name());
    Optional<Run> last = history.runs().last(job.name(), now);
    last.ifPresent(run -> run(job, run));
    Instant from = last.map(Run::startedAt).orElse(now);
    next(families, job, from);
    history
        .runs()
        .lastHealthy(job.name(), now)
        .flatMap(Run::ending)
        .ifPresent(ending -> time(Gauge.RUN_OK, labels, ending.at()));
    List<Run> day =
        history.runs().since(job.name(), now.minus(DAY)).stream()
            .filter(run -> !run.startedAt().isAfter(now))
            .toList();
    for (Status status : Status.values()) {
      long ended =
          day.stream()
              .filter(run -> run.ending().filter(end -> end.status() == status).isPresent())
              .count();
      families.add(Gauge.RUNS, labels("job", job.name(), "status", status.word()), (double) ended);
    }
    incidents(job.name());
  }

  private void run(JobConfig job, Run run) {
    Map<String, String> labels = Map.of("job", job.name());
    Run.Ending ending = run.ending().orElseThrow();
    status(families, job, ending.status());
    time(Gauge.RUN_START, labels, run.startedAt());
    time(Gauge.RUN_END, labels, ending.at());
    families.add(
        Gauge.RUN_TOOK, labels, Durations.seconds(Duration.between(run.startedAt(), ending.at())));
    for (CheckResult result : history.results().of(run.id())) {
      new CheckSamples(families, job.name(), result).add(types);
    }
  }

  private void incidents(String job) {
    List<Incident> open =
        history.incidents().active(job).stream()
            .filter(incident -> incident.state() == State.OPEN)
            .toList();
    for (Severity severity : Severity.values()) {
      families.add(
          Gauge.INCIDENTS,
          labels("job", job, "severity", severity.word()),
          (double) open.stream().filter(incident -> incident.severity() == severity).count());
    }
  }

  private void outbox() {
    Map<String, Deliveries.Waiting> waiting = new LinkedHashMap<>();
    history.deliveries().waiting().forEach(one -> waiting.put(one.channel(), one));
    for (String channel : config.channels().keySet()) {
      Deliveries.Waiting one = waiting.get(channel);
      families.add(Gauge.WAITING, Map.of("channel", channel), one == null ? 0 : one.messages());
      if (one != null) {
        time(Gauge.WAITING_SINCE, Map.of("channel", channel), one.since());
      }
    }
    history
        .deliveries()
        .counts()
        .forEach(
            count ->
                families.add(
                    Gauge.DELIVERIES,
                    labels("channel", count.channel(), "state", count.state()),
                    count.transitions()));
  }

  private void keepAlive() {
    if (config.keepAlive().isPresent()) {
      Instant from = now.minus(WEEK);
      Proof proof = Proof.of(history.usage().between(from, now), from, now);
      families.add(Gauge.KEEP_ALIVE, Map.of(), proof.percentile() / 100);
    }
  }

  private void time(Gauge gauge, Map<String, String> labels, Instant time) {
    families.add(gauge, labels, seconds(time));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  static Map<String, String> labels(String... namesAndValues) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels;
  }
}
