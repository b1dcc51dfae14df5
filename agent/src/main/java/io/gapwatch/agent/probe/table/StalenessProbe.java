package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the newest row that is not in the future, and counts those that are. */
final class StalenessProbe implements Probe {
  private static final String USUAL_NUMBER = "number";

  /** If the table is fresh, only this much is read. */
  private static final Duration NEAR = Duration.ofHours(1);

  private final TableSettings settings;
  private final Optional<String> number;
  private final Limits limits;

  /**
   * @param number the configured column; by default {@code number}, if the table has one
   * @param limits beyond which the newest row is not fresh
   */
  StalenessProbe(TableSettings settings, Optional<String> number, Limits limits) {
    this.settings = settings;
    this.number = number;
    this.limits = limits;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Timeline timeline = BlockTable.timeline(session, settings, context.timeout());
    Optional<Newest> newest =
        newest(session, timeline, context, timeline.since(context.now().minus(NEAR)))
            .or(() -> newest(session, timeline, context, "TRUE"));
    long inFuture = inFuture(session, timeline, context);
    if (newest.isEmpty()) {
      return nothing(session, timeline, inFuture, context);
    }
    MixedUnits units =
        MixedUnits.read(
            session,
            Dialect.quote(settings.table()),
            timeline,
            settings.filter(),
            context.timeout());
    return reading(newest.get(), inFuture, units, context.now());
  }

  /** Each reason in its own words. */
  private Unavailable nothing(
      SqlSession session, Timeline timeline, long inFuture, ProbeContext context) {
    if (inFuture > 0) {
      return new Unavailable(
          "table %s has no rows up to now, but %,d in the future"
              .formatted(settings.table(), inFuture),
          "check the collector's clock, and that times are in UTC");
    }
    long[] rows = {0};
    session.query(
        "SELECT count(*) FROM %s WHERE %s"
            .formatted(Dialect.quote(settings.table()), settings.filter()),
        context.timeout(),
        row -> rows[0] = row.number(1));
    return rows[0] == 0
        ? settings.nothing(session, context.timeout())
        : new Unavailable(
            "table %s has %,d rows, but none has a time in %s"
                .formatted(settings.table(), rows[0], timeline.source()),
            "check that the writer fills this column, or name another one in timestamp");
  }

  private Optional<Newest> newest(
      SqlSession session, Timeline timeline, ProbeContext context, String condition) {
    String number = numberColumn(session);
    List<Newest> found = new ArrayList<>();
    session.query(
        // Converted outside the LIMIT, because some times, such as -infinity, cannot be.
        ("SELECT %s, newest_number FROM (SELECT %s, %s AS newest_number FROM %s"
                + " WHERE %s AND %s AND %s ORDER BY %s DESC LIMIT 1) newest")
            .formatted(
                timeline.ticks(),
                timeline.source(),
                number,
                Dialect.quote(settings.table()),
                condition,
                timeline.until(context.now()),
                settings.filter(),
                timeline.column()),
        context.timeout(),
        row ->
            found.add(
                new Newest(
                    timeline.instant(row.number(1)), row.value(2).map(value -> row.number(2)))));
    return found.stream().findFirst();
  }

  private long inFuture(SqlSession session, Timeline timeline, ProbeContext context) {
    long[] count = {0};
    session.query(
        "SELECT count(*) FROM %s WHERE %s > %s AND %s"
            .formatted(
                Dialect.quote(settings.table()),
                timeline.column(),
                timeline.literal(context.now()),
                settings.filter()),
        context.timeout(),
        row -> count[0] = row.number(1));
    return count[0];
  }

  private String numberColumn(SqlSession session) {
    return number
        .or(
            () ->
                session.columns(settings.table()).stream()
                    .map(SqlSession.Column::name)
                    .filter(USUAL_NUMBER::equalsIgnoreCase)
                    .findFirst())
        .map(Dialect::quote)
        .orElse("NULL");
  }

  private Reading reading(Newest newest, long inFuture, MixedUnits units, Instant now) {
    Duration age = Duration.between(newest.time(), now);
    double seconds = age.toMillis() / 1000.0;
    Measured.Builder reading =
        Measured.saying("newest row is " + Durations.text(age) + " old")
            .value(StalenessCheck.AGE, seconds)
            .value(StalenessCheck.FUTURE, inFuture)
            .value(MixedUnits.METRIC, units.rows())
            .detail("newest", newest.time().toString());
    newest
        .number()
        .ifPresent(
            value ->
                reading
                    .value(StalenessCheck.NEWEST_NUMBER, value)
                    .fact("Latest block", "%,d".formatted(value)));
    return reading
        .fact("Newest row", newest.time().toString())
        .fact("Age", Durations.text(age))
        .fact("Fresh", limits.brokenBy(seconds) ? "False" : "True")
        .observe(age(newest, seconds))
        .observe(future(inFuture))
        .observe(units.observation(settings.table()))
        .build();
  }

  private Observation age(Newest newest, double seconds) {
    String age = Durations.text(Duration.ofMillis(Math.round(seconds * 1000)));
    return Observation.of(
            StalenessCheck.AGE,
            settings.table() + ": newest row",
            seconds,
            age,
            age + " old",
            "check that the collector is running and can write")
        .with(Map.of("newest", newest.time().toString()))
        .since(newest.time());
  }

  private Observation future(long count) {
    return Observation.of(
        StalenessCheck.FUTURE,
        settings.table() + ": times in the future",
        (double) count,
        Long.toString(count),
        "%,d rows have a time in the future".formatted(count),
        "check the collector's clock, and that times are in UTC");
  }

  private record Newest(Instant time, Optional<Long> number) {}
}
