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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the newest row that is not in the future, and counts those that are. */
final class StalenessProbe implements Probe {
  /** If the table is fresh, only this much is read. */
  private static final Duration NEAR = Duration.ofHours(1);

  private final TableSettings settings;
  private final Limits limits;

  /**
   * @param limits beyond which the newest row is not fresh
   */
  StalenessProbe(TableSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Relation relation = Relation.of(session, settings);
    Timeline timeline = NumberedTable.timeline(session, settings, relation, context.timeout());
    Rows rows = new Rows(session, relation, timeline, context);
    if (!settings.by().isEmpty()) {
      return new GroupsStaleness(settings, limits).ask(rows);
    }
    // One long statement is cheaper than two short ones where each is paid for.
    String near =
        session.compute().isPresent() ? "TRUE" : timeline.since(context.now().minus(NEAR));
    session.expect(
        context.timeout(),
        rows.questions(
            settings, newestQuestion(rows, near), Unplaced.question(rows, settings.filter())));
    Optional<Newest> newest = newest(rows, near).or(() -> newest(rows, "TRUE"));
    Unplaced unplaced = Unplaced.read(rows, settings.filter());
    if (newest.isEmpty()) {
      return nothing(rows, settings);
    }
    MixedUnits units =
        MixedUnits.read(session, relation.name(), timeline, settings.filter(), context.timeout());
    return reading(newest.get(), unplaced, units, rows);
  }

  /** What the queries are about. */
  record Rows(SqlSession session, Relation relation, Timeline timeline, ProbeContext context) {
    long count(String condition, TableSettings settings) {
      long[] count = {0};
      session.query(
          counting(condition, settings), context.timeout(), row -> count[0] = row.number(1));
      return count[0];
    }

    private String counting(String condition, TableSettings settings) {
      return "SELECT count(*) FROM %s WHERE %s AND %s"
          .formatted(relation.name(), condition, settings.filter());
    }

    String later(Instant time) {
      return timeline.column() + " > " + timeline.literal(time);
    }

    /** What is asked whatever the newest rows are. */
    List<String> questions(TableSettings settings, String... first) {
      List<String> all = new ArrayList<>(List.of(first));
      MixedUnits.question(relation.name(), timeline, settings.filter()).ifPresent(all::add);
      return all;
    }
  }

  /** Each reason in its own words. */
  static Unavailable nothing(Rows rows, TableSettings settings) {
    long later = rows.count(rows.later(rows.context().soon()), settings);
    if (later > 0) {
      return settings.onlyInFuture(later, rows.timeline());
    }
    long all = rows.count("TRUE", settings);
    return all == 0
        ? settings.nothing(rows.session(), rows.context().timeout())
        : settings.withoutTime(rows.timeline().source(), all);
  }

  private String newestQuestion(Rows rows, String condition) {
    Timeline timeline = rows.timeline();
    Optional<String> number =
        rows.relation().shownNumber(settings).map(it -> Dialect.quote(it.name()));
    // Of several rows of this time always the same is shown, with a number if one has it.
    String order = number.map(it -> ", " + it + " DESC NULLS LAST").orElse("");
    // Converted outside the LIMIT, because some times, such as -infinity, cannot be.
    return ("SELECT %s, newest_number FROM (SELECT %s, %s AS newest_number FROM %s"
            + " WHERE %s AND %s AND NOT %s AND %s ORDER BY %s DESC%s LIMIT 1) newest")
        .formatted(
            timeline.ticks(),
            timeline.source(),
            number.orElse("NULL"),
            rows.relation().name(),
            condition,
            timeline.until(rows.context().soon()),
            timeline.without(),
            settings.filter(),
            timeline.column(),
            order);
  }

  private Optional<Newest> newest(Rows rows, String condition) {
    Timeline timeline = rows.timeline();
    List<Newest> found = new ArrayList<>();
    rows.session()
        .query(
            newestQuestion(rows, condition),
            rows.context().timeout(),
            row ->
                found.add(
                    new Newest(
                        timeline.instant(row.number(1)),
                        row.value(2).flatMap(StalenessProbe::whole))));
    return found.stream().findFirst();
  }

  private Reading reading(Newest newest, Unplaced unplaced, MixedUnits units, Rows rows) {
    Duration age = age(newest.time(), rows.context().now());
    double seconds = Durations.seconds(age);
    Measured.Builder reading =
        Measured.saying("newest %s is %s old".formatted(settings.row().one(), Durations.text(age)))
            .value(StalenessCheck.AGE, seconds)
            .value(StalenessCheck.FUTURE, unplaced.inFuture())
            .value(StalenessCheck.WITHOUT_TIME, unplaced.withoutTime())
            .value(MixedUnits.METRIC, units.rows())
            .detail("newest", newest.time().toString());
    newest
        .number()
        .ifPresent(
            value -> {
              reading.fact(numberLabel(), "%,d".formatted(value));
              if (value.bitLength() < Long.SIZE) {
                reading.value(StalenessCheck.NEWEST_NUMBER, value.longValueExact());
              }
            });
    reading.fact("Newest row", newest.time().toString()).fact("Age", Durations.text(age));
    if (limits.areSet()) {
      reading.fact("Fresh", limits.brokenBy(seconds) ? "False" : "True");
    }
    return reading
        .observe(age(newest, seconds))
        .observe(unplaced.observations(settings, rows.timeline()))
        .observe(units.observation(settings.table()))
        .build();
  }

  /** NaN and infinity, which a column of numbers may have, are not shown. */
  private static Optional<BigInteger> whole(Object value) {
    return value instanceof Number number && !Double.isFinite(number.doubleValue())
        ? Optional.empty()
        : Optional.of(new BigDecimal(value.toString()).toBigInteger());
  }

  /** A row of a clock that is a little ahead has just been written. */
  static Duration age(Instant newest, Instant now) {
    return newest.isAfter(now) ? Duration.ZERO : Duration.between(newest, now);
  }

  private String numberLabel() {
    return "Latest "
        + (settings.row().one().equals(Words.ROW.one()) ? "number" : settings.row().one());
  }

  private Observation age(Newest newest, double seconds) {
    String age = Durations.text(seconds);
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

  /**
   * @param number as it is, which may be beyond 64 bits
   */
  private record Newest(Instant time, Optional<BigInteger> number) {}
}
