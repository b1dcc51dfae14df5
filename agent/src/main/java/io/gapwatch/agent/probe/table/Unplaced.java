package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import java.util.List;

/** Rows that say nothing of how old the newest one is: in the future, or without a time. */
record Unplaced(long inFuture, long withoutTime) {

  /** In one look at these rows only; an index or statistics answer it. */
  static String question(StalenessProbe.Rows rows, String filter) {
    String ahead = rows.later(rows.context().soon());
    String without = rows.timeline().without();
    return "SELECT count(*) FILTER (WHERE %1$s), count(*) FILTER (WHERE %2$s) FROM %3$s WHERE (%1$s OR %2$s) AND %4$s"
        .formatted(ahead, without, rows.relation().name(), filter);
  }

  static Unplaced read(StalenessProbe.Rows rows, String filter) {
    long[] counts = new long[2];
    rows.session()
        .query(
            question(rows, filter),
            rows.context().timeout(),
            row -> {
              counts[0] = row.number(1);
              counts[1] = row.number(2);
            });
    return new Unplaced(counts[0], counts[1]);
  }

  /** What is to be judged. */
  List<Observation> observations(TableSettings settings, Timeline timeline) {
    String table = settings.table();
    return List.of(
        observation(
            StalenessCheck.FUTURE,
            table + ": times in the future",
            inFuture,
            "a time in the future",
            settings.ahead(timeline)),
        observation(
            StalenessCheck.WITHOUT_TIME,
            table + ": rows without time",
            withoutTime,
            "no time",
            "check what writes the table"));
  }

  private static Observation observation(
      Metric metric, String subject, long count, String thing, String remedy) {
    return Observation.of(
        metric,
        subject,
        (double) count,
        Long.toString(count),
        "%s %s %s".formatted(Words.ROW.count(count), count == 1 ? "has" : "have", thing),
        remedy);
  }
}
