package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.probe.Change;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.rate.GrowthCheck.Ceiling;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Compares a table with what earlier runs saw of it. */
final class GrowthProbe implements Probe {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration DAY = Duration.ofDays(1);

  private static final String NOT_YET =
      "not known before a second run, a quarter of an hour or more after the first";

  private static final String REMEDY =
      "look at what writes to the table; archive what is not needed, or make room for it";

  private static final String WRITER =
      "check that its writer runs, that nobody emptied it, and that this is its database";

  private final String table;
  private final Optional<String> where;
  private final boolean exact;
  private final Optional<Ceiling> limit;
  private final boolean bytesAreJudged;

  /**
   * @param bytesAreJudged whether a limit needs the size, so that not to know it is unknown
   */
  GrowthProbe(
      String table,
      Optional<String> where,
      boolean exact,
      Optional<Ceiling> limit,
      boolean bytesAreJudged) {
    this.table = table;
    this.where = where;
    this.exact = exact;
    this.limit = limit;
    this.bytesAreJudged = bytesAreJudged || limit.filter(Ceiling::bytes).isPresent();
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    TableSize size = TableSize.of(session, table, where, exact, context.timeout());
    if (size.rows() == 0 && (where.isEmpty() || isEmpty(session, context.timeout()))) {
      return nothing(size, session);
    }
    RowGrowth rows = new RowGrowth(size, context);
    Optional<Change> hour = rows.over(HOUR);
    String growth = hour.map(GrowthProbe::perHour).orElse("growth " + NOT_YET);
    String has =
        "%s (by %s)%s"
            .formatted(Numbers.count((long) size.rows(), "row"), size.from(), rows.fewer(hour));
    Measured.Builder reading =
        Measured.saying(has + ", " + growth)
            .fact("Rows", has)
            .fact("Growth", growth)
            .fact("Database", session.answeredBy())
            .value(GrowthCheck.ROWS, (long) size.rows())
            .detail("from", size.from());
    size.inserted().ifPresent(all -> reading.value(GrowthCheck.INSERTED, (long) all));
    size.deleted().ifPresent(all -> reading.value(GrowthCheck.DELETED, (long) all));
    hour.ifPresentOrElse(
        change -> addRows(reading, size, change, context),
        () ->
            reading.unmeasured(
                notYet("growth", GrowthCheck.PER_HOUR, GrowthCheck.ROWS, context)
                    .hiding(Set.of(rowsPerHour(), rowsInTwoHours(), limitSubject()))));
    addBytes(reading, size, context);
    return reading.build();
  }

  /**
   * That a condition is true of no row is a number like others; that there are none at all is not.
   */
  private boolean isEmpty(SqlSession session, Duration timeout) {
    String any = "SELECT 1 FROM %s LIMIT 1".formatted(TableName.of(table).quoted());
    return session.list(any, timeout, row -> row.number(1)).isEmpty();
  }

  private Unavailable nothing(TableSize size, SqlSession session) {
    return size.from().equals(TableSize.COUNT)
        ? new Unavailable("table " + table + " is empty in " + session.answeredBy(), WRITER)
        : new Unavailable(
            "table %s has no rows, by the statistics of %s".formatted(table, session.answeredBy()),
            WRITER + "; if it has rows: ANALYZE " + table);
  }

  private String rowsPerHour() {
    return table + ": rows per hour";
  }

  private String rowsInTwoHours() {
    return table + ": rows in 2h";
  }

  private String bytesPerHour() {
    return table + ": bytes per hour";
  }

  private String limitSubject() {
    return table + ": limit";
  }

  /**
   * Nobody is told within a day; who hears of it each day that it will be known with the next run
   * is to be told.
   *
   * @param growth what is not known
   * @param number what it is the growth of
   */
  private static Unmeasured notYet(
      String what, Metric growth, Metric number, ProbeContext context) {
    Instant since = context.now().minus(RowGrowth.MEMORY);
    Instant known =
        context.past(growth, since).stream()
            .map(Sample::at)
            .reduce((older, newer) -> newer)
            .orElse(since);
    Instant unknown =
        context.past(number, since).stream()
            .map(Sample::at)
            .filter(at -> at.isAfter(known))
            .findFirst()
            .orElse(context.now());
    return new Unmeasured(
            what,
            NOT_YET
                + ", or after the database lost its statistics or a part of the table was dropped",
            "wait for the next run of the job")
        .settlingAt(unknown.plus(DAY));
  }

  private static Optional<Change> change(
      Metric metric, double value, ProbeContext context, Duration wanted) {
    return Change.of(
        value,
        context.past(metric, context.now().minus(RowGrowth.MEMORY)),
        context.now(),
        wanted,
        RowGrowth.LEAST);
  }

  /** {@code +3,200 rows/h over 1h}. */
  private static String perHour(Change change) {
    double rate = change.per(HOUR);
    return "%s%s rows/h over %s"
        .formatted(
            rate >= 0 ? "+" : "", Numbers.text(Math.rint(rate)), Durations.text(change.over()));
  }

  private void addRows(
      Measured.Builder reading, TableSize size, Change hour, ProbeContext context) {
    double perHour = hour.per(HOUR);
    Change longer = new RowGrowth(size, context).over(TWO_HOURS).orElse(hour);
    // A longer time than two hours is scaled down; a shorter one has had no more than this.
    double inTwoHours =
        longer.over().compareTo(TWO_HOURS) > 0 ? longer.per(TWO_HOURS) : longer.by();
    String last = "%s rows in 2h".formatted(Numbers.text(Math.rint(inTwoHours)));
    reading
        .value(GrowthCheck.PER_HOUR, perHour)
        .value(GrowthCheck.IN_TWO_HOURS, inTwoHours)
        .observe(
            Observation.of(
                GrowthCheck.PER_HOUR,
                rowsPerHour(),
                perHour,
                Numbers.text(Math.rint(perHour)) + "/h",
                perHour(hour),
                REMEDY))
        .observe(
            Observation.of(
                GrowthCheck.IN_TWO_HOURS,
                rowsInTwoHours(),
                inTwoHours,
                last,
                last + ", over " + Durations.text(longer.over()),
                REMEDY));
    limit
        .filter(ceiling -> !ceiling.bytes())
        .ifPresent(ceiling -> addForecast(reading, ceiling, hour, size.rows(), perHour(hour)));
  }

  private void addBytes(Measured.Builder reading, TableSize size, ProbeContext context) {
    OptionalDouble bytes = size.bytes();
    if (bytes.isEmpty()) {
      if (bytesAreJudged) {
        reading.unmeasured(
            new Unmeasured(
                    "size",
                    "the database does not report the size of " + table,
                    "the size of a locked table is known later; for DuckDB and views, limit the rows")
                .hiding(Set.of(bytesPerHour(), limitSubject())));
      }
      return;
    }
    double now = bytes.getAsDouble();
    reading.fact("Size", Sizes.text(now)).value(GrowthCheck.BYTES, (long) now);
    Optional<Change> hour = change(GrowthCheck.BYTES, now, context, HOUR);
    if (hour.isEmpty() && bytesAreJudged) {
      reading.unmeasured(
          notYet("growth of the size", GrowthCheck.BYTES_PER_HOUR, GrowthCheck.BYTES, context)
              .hiding(Set.of(bytesPerHour(), limitSubject())));
    }
    hour.ifPresent(
        change -> {
          double perHour = change.per(HOUR);
          String rate =
              "%s/h over %s".formatted(Sizes.text(perHour), Durations.text(change.over()));
          reading
              .value(GrowthCheck.BYTES_PER_HOUR, perHour)
              .observe(
                  Observation.of(
                      GrowthCheck.BYTES_PER_HOUR,
                      bytesPerHour(),
                      perHour,
                      Sizes.text(perHour) + "/h",
                      "its size grows by " + rate,
                      REMEDY));
          limit
              .filter(Ceiling::bytes)
              .ifPresent(ceiling -> addForecast(reading, ceiling, change, now, rate));
        });
  }

  private void addForecast(
      Measured.Builder reading, Ceiling ceiling, Change change, double value, String rate) {
    change
        .until(value, ceiling.value())
        .ifPresent(
            left -> {
              String text = Durations.text(left) + " until it reaches " + ceiling.text();
              reading
                  .fact("Limit", text)
                  .value(GrowthCheck.UNTIL_LIMIT, left.toSeconds())
                  .observe(
                      Observation.of(
                          GrowthCheck.UNTIL_LIMIT,
                          limitSubject(),
                          (double) left.toSeconds(),
                          Durations.text(left),
                          text + ", at " + rate,
                          REMEDY));
            });
  }
}
