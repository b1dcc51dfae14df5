package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.People;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.Dialect;
import io.gapwatch.agent.source.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for the newest row that is not in the future, and for those that are. */
final class StalenessProbe implements Probe {
  /** Of a table that is fresh, no more than this is read. */
  private static final Duration NEAR = Duration.ofHours(1);

  private final TableSettings settings;
  private final boolean numberIsRequired;
  private final Limit limit;

  /**
   * @param numberIsRequired whether the configuration names a number column; otherwise it is shown
   *     only where there is one
   * @param limit the age from which on the newest row is not called fresh
   */
  StalenessProbe(TableSettings settings, boolean numberIsRequired, Limit limit) {
    this.settings = settings;
    this.numberIsRequired = numberIsRequired;
    this.limit = limit;
  }

  @Override
  public Reading ask(Inquiry inquiry) {
    SqlSession session = inquiry.sql();
    Timeline timeline = BlockTable.timeline(session, settings, inquiry.patience());
    Optional<Newest> newest =
        newest(session, timeline, inquiry, timeline.since(inquiry.now().minus(NEAR)))
            .or(() -> newest(session, timeline, inquiry, "TRUE"));
    long inFuture = inFuture(session, timeline, inquiry);
    if (newest.isEmpty()) {
      return new Unavailable(
          inFuture > 0
              ? "table %s has no row up to now, but %,d in the future"
                  .formatted(settings.table(), inFuture)
              : "table " + settings.table() + " is empty",
          "check that the collector writes to this table, and its clock");
    }
    return reading(newest.get(), inFuture, inquiry.now());
  }

  private Optional<Newest> newest(
      SqlSession session, Timeline timeline, Inquiry inquiry, String condition) {
    String number = numberColumn(session);
    List<Newest> found = new ArrayList<>();
    session.query(
        // Converted behind the LIMIT, because some times, such as -infinity, cannot be.
        ("SELECT %s, newest_number FROM (SELECT %s, %s AS newest_number FROM %s"
                + " WHERE %s AND %s AND %s ORDER BY %s DESC LIMIT 1) newest")
            .formatted(
                timeline.ticks(),
                timeline.column(),
                number,
                Dialect.quote(settings.table()),
                condition,
                timeline.until(inquiry.now()),
                settings.filter(),
                timeline.column()),
        inquiry.patience(),
        row ->
            found.add(
                new Newest(
                    timeline.instant(row.number(1)), row.value(2).map(value -> row.number(2)))));
    return found.stream().findFirst();
  }

  private long inFuture(SqlSession session, Timeline timeline, Inquiry inquiry) {
    long[] count = {0};
    session.query(
        "SELECT count(*) FROM %s WHERE %s > %s AND %s"
            .formatted(
                Dialect.quote(settings.table()),
                timeline.column(),
                timeline.literal(inquiry.now()),
                settings.filter()),
        inquiry.patience(),
        row -> count[0] = row.number(1));
    return count[0];
  }

  private String numberColumn(SqlSession session) {
    boolean exists =
        session.columns(settings.table()).stream()
            .anyMatch(column -> column.name().equalsIgnoreCase(settings.number()));
    return exists || numberIsRequired ? Dialect.quote(settings.number()) : "NULL";
  }

  private Reading reading(Newest newest, long inFuture, Instant now) {
    Duration age = Duration.between(newest.time(), now);
    double seconds = age.toMillis() / 1000.0;
    boolean fresh = !limit.brokenBy(seconds);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(StalenessCheck.AGE_SECONDS, seconds);
    values.put("newest", newest.time().toString());
    newest.number().ifPresent(number -> values.put("number", number));
    values.put("future", inFuture);
    List<Fact> facts = new ArrayList<>();
    newest
        .number()
        .ifPresent(number -> facts.add(new Fact("Latest block", "%,d".formatted(number))));
    facts.add(new Fact("Newest row", newest.time().toString()));
    facts.add(new Fact("Age", People.duration(age)));
    facts.add(new Fact("Fresh", fresh ? "True" : "False"));
    String summary = "newest row is " + People.duration(age) + " old";
    return Measured.of(summary, facts, values, List.of(age(newest, seconds), future(inFuture)));
  }

  private Observation age(Newest newest, double seconds) {
    String age = People.duration(Duration.ofMillis(Math.round(seconds * 1000)));
    return Observation.of(
            StalenessCheck.AGE,
            settings.table() + ": newest row",
            seconds,
            age,
            age + " old",
            "check that the collector runs and can write")
        .with(Map.of("newest", newest.time().toString()))
        .since(newest.time());
  }

  private Observation future(long count) {
    return Observation.of(
        StalenessCheck.FUTURE,
        settings.table() + ": times in the future",
        (double) count,
        Long.toString(count),
        "%,d rows carry a time in the future".formatted(count),
        "check the collector's clock, and that times are in UTC");
  }

  private record Newest(Instant time, Optional<Long> number) {}
}
