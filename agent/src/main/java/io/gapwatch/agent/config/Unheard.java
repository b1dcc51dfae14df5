package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds routes whose times no run of their job ever falls into: a channel that would never hear of
 * anything, although it looks well.
 */
record Unheard(Config config, Node root, Instant now) {
  /** A year has every day of the week on every side of daylight saving time. */
  private static final int DAYS = 366;

  List<Problem> problems() {
    return config.jobs().values().stream().flatMap(this::of).toList();
  }

  private Stream<Problem> of(JobConfig job) {
    List<Node> written =
        root.child("jobs")
            .flatMap(jobs -> jobs.child(job.name()))
            .flatMap(it -> it.child("notify"))
            .map(Node::items)
            .orElse(List.of());
    return IntStream.range(0, job.routes().size())
        .filter(i -> job.routes().get(i).during().filter(name -> !isHeard(job, name)).isPresent())
        .mapToObj(
            i ->
                problem(
                    "jobs.%s.notify[%d].during".formatted(job.name(), i),
                    written.get(i).child("during").orElseThrow()));
  }

  private static Problem problem(String key, Node during) {
    return new Problem(
        during.location(),
        key,
        "no run of the job falls into these times, so that the channel would never hear of"
            + " anything; they must be longer than the time between two runs",
        during.describe());
  }

  private boolean isHeard(JobConfig job, String name) {
    WeeklySpan span = Objects.requireNonNull(config.times().get(name));
    Instant end = now.plus(DAYS, ChronoUnit.DAYS);
    return Stream.iterate(span.nextStart(now), start -> start.isBefore(end), span::nextStart)
        .anyMatch(
            start ->
                job.schedule()
                    .next(start.minusMillis(1), job.zone())
                    .flatMap(span::endOf)
                    .isPresent());
  }
}
