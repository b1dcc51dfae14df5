package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Change;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures the database, and what it grew since the run of a day ago. */
final class SizeProbe implements Probe {
  private static final Duration DAY = Duration.ofDays(1);

  /** A job that runs once a week still knows how its database grows. */
  private static final Duration MEMORY = Duration.ofDays(15);

  /** What a database grows in less than this says nothing about a day. */
  private static final Duration LEAST = Duration.ofHours(1);

  private static final String REMEDY =
      "see which tables are largest (in the report) and what writes to them; archive what is not"
          + " needed, or give the database more room";

  private final Optional<Long> limit;
  private final long largest;
  private final boolean growthIsJudged;

  /**
   * @param largest how many of the largest tables are listed
   * @param growthIsJudged whether a limit needs the past, so that not to know it is unknown
   */
  SizeProbe(Optional<Long> limit, long largest, boolean growthIsJudged) {
    this.limit = limit;
    this.largest = largest;
    this.growthIsJudged = growthIsJudged;
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Server server = Server.of(session, context.timeout());
    double size =
        session
            .list(
                "SELECT pg_database_size(current_database())",
                context.timeout(),
                row -> row.number(1))
            .get(0);
    Optional<Change> change =
        Change.of(
            size,
            context.past(SizeCheck.SIZE, context.now().minus(MEMORY)),
            context.now(),
            DAY,
            LEAST);
    String growth =
        change
            .map(SizeProbe::text)
            .orElse("not known before a second run, an hour or more after the first");
    Measured.Builder reading =
        Measured.saying("%s, growth %s".formatted(Sizes.text(size), growth))
            .fact("Size", "%s of %s".formatted(Sizes.text(size), server.database()))
            .fact("Growth", growth)
            .value(SizeCheck.SIZE, (long) size)
            .observe(
                Observation.of(
                    SizeCheck.SIZE,
                    "size",
                    size,
                    Sizes.text(size),
                    "the database has " + Sizes.text(size),
                    REMEDY));
    change.ifPresent(known -> addGrowth(reading, size, known));
    if (change.isEmpty() && growthIsJudged) {
      reading.unmeasured(
          new Unmeasured(
                  "growth",
                  "not known before a second run, an hour or more after the first",
                  "wait for the next run of the job")
              .hiding(Set.of("limit"))
              .settlingAt(context.now().plus(DAY)));
    }
    addLargest(reading, session, context);
    return reading.build();
  }

  /** {@code +1.2GiB a day (over 24h)}. */
  private static String text(Change change) {
    double perDay = change.per(DAY);
    return "%s%s a day (over %s)"
        .formatted(perDay >= 0 ? "+" : "", Sizes.text(perDay), Durations.text(change.over()));
  }

  private void addGrowth(Measured.Builder reading, double size, Change change) {
    reading
        .value(SizeCheck.PER_DAY, change.per(DAY))
        .observe(
            Observation.of(
                SizeCheck.PER_DAY, "growth", change.per(DAY), text(change), text(change), REMEDY));
    limit
        .flatMap(most -> change.until(size, (double) most))
        .ifPresent(
            left -> {
              String text =
                  "%s until it reaches %s"
                      .formatted(Durations.text(left), Sizes.text((double) limit.orElseThrow()));
              reading
                  .fact("Limit", text)
                  .value(SizeCheck.UNTIL_LIMIT, left.toSeconds())
                  .observe(
                      Observation.of(
                          SizeCheck.UNTIL_LIMIT,
                          "limit",
                          (double) left.toSeconds(),
                          Durations.text(left),
                          text + ", at " + text(change),
                          REMEDY));
            });
  }

  private void addLargest(Measured.Builder reading, PostgresSession session, ProbeContext context) {
    if (largest == 0) {
      return;
    }
    List<Relation> all =
        Relation.all(session, context.timeout()).stream()
            .filter(table -> table.bytes().isPresent())
            .sorted(Comparator.comparingDouble(table -> -table.bytes().getAsDouble()))
            .limit(largest)
            .toList();
    reading.fact(
        "Largest tables",
        all.stream()
            .map(table -> table.name() + " " + Sizes.text(table.bytes().getAsDouble()))
            .collect(Collectors.joining(", ")));
    all.forEach(
        table -> reading.value(SizeCheck.TABLE, table.name(), (long) table.bytes().getAsDouble()));
  }
}
