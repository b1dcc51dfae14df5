package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.rate.Rows.Counted;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Counts the rows of the last period that is over. */
final class EventRateProbe implements Probe {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final String REMEDY =
      "check that the collector runs and can write, and that this is the database it writes to";

  private final Rows rows;
  private final Duration every;
  private final Duration settle;

  EventRateProbe(Rows rows, Duration every, Duration settle) {
    this.rows = rows;
    this.every = every;
    this.settle = settle;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Timeline timeline = rows.timeline(session, context.timeout());
    long millis = every.toMillis();
    if (timeline.type() == TimeType.DATE && millis % DAY != 0) {
      return new Unavailable(
          "column %s of table %s is a date, which says nothing of periods of %s"
              .formatted(rows.timestamp(), rows.table(), Durations.text(every)),
          "give every whole days, such as 1d, or name a column with the time of day");
    }
    long end = Math.floorDiv(context.now().minus(settle).toEpochMilli(), millis) * millis;
    Instant before = Instant.ofEpochMilli(end);
    Instant from = before.minus(every);
    Counted count = rows.count(session, timeline, from, before, context.now(), context.timeout());
    if (count.within() > 0) {
      return measured(session, count, from, before, Optional.empty(), context.now());
    }
    Optional<Instant> newest = rows.nearest(session, timeline, before, true, context.timeout());
    return newest.isPresent()
        ? measured(session, count, from, before, newest, context.now())
        : tooEarly(session, timeline, before, context);
  }

  /** Without a row before the end of the period, it need not have been written yet. */
  private Unavailable tooEarly(
      SqlSession session, Timeline timeline, Instant before, ProbeContext context) {
    return rows.nearest(session, timeline, before, false, context.timeout())
        .map(
            first ->
                first.isAfter(context.soon())
                    ? new Unavailable(
                        "all rows are in the future, from %s on"
                            .formatted(Times.dateAndTime(first)),
                        "check the clock of what writes them, the time zone of the column, and its"
                            + " unit")
                    : new Unavailable(
                        "the rows begin at %s, and a whole period of %s has not passed since"
                            .formatted(Times.dateAndTime(first), Durations.text(every)),
                        "wait for the end of the period"))
        .orElseGet(() -> rows.nothing(session, context.timeout()));
  }

  private Reading measured(
      SqlSession session,
      Counted counted,
      Instant from,
      Instant before,
      Optional<Instant> newest,
      Instant now) {
    long count = counted.within();
    double perHour = (double) count * HOUR.toMillis() / every.toMillis();
    String seen =
        "%s from %s to %s"
            .formatted(Numbers.count(count, "row"), Times.time(from, now), end(from, before, now));
    String rate = Numbers.text(perHour) + "/h";
    String summary =
        seen
            + (every.equals(HOUR) ? "" : ", " + rate)
            + newest.map(at -> "; the newest before is of " + Times.time(at, now)).orElse("");
    Measured.Builder reading =
        Measured.saying(summary)
            .fact("Events", "%s (%s)".formatted(seen, rate))
            .fact("Database", session.answeredBy());
    newest.ifPresent(at -> reading.fact("Newest before", at.toString()));
    addAhead(reading, counted.ahead());
    return reading
        .value(EventRateCheck.RATE, perHour)
        .value(EventRateCheck.ROWS, count)
        .detail("from", from.toString())
        .detail("to", before.toString())
        .observe(
            Observation.of(
                    EventRateCheck.RATE, rows.table() + ": rate", perHour, rate, summary, REMEDY)
                .with(Map.of("rows", count, "from", from.toString(), "to", before.toString())))
        .build();
  }

  /** Beside a beginning with its date, the end has its own. */
  private static String end(Instant from, Instant before, Instant now) {
    return from.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS))
        ? Times.time(before, now)
        : Times.dateAndTime(before);
  }

  /** Rows of a clock that is ahead are still there when nobody has written for as long. */
  private void addAhead(Measured.Builder reading, long ahead) {
    String text =
        "%s %s a time in the future"
            .formatted(Numbers.count(ahead, "row"), ahead == 1 ? "has" : "have");
    if (ahead > 0) {
      reading.fact("Ahead", text);
    }
    reading
        .value(EventRateCheck.FUTURE, ahead)
        .observe(
            Observation.of(
                EventRateCheck.FUTURE,
                rows.table() + ": times in the future",
                (double) ahead,
                Long.toString(ahead),
                text + ", which hides a collector that stands until then",
                "check the clock of what writes them, the time zone of the column, and its unit"));
  }
}
