package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a time column of whole numbers that count something else than most. They are read by
 * what they count themselves, and told.
 */
public record MixedUnits(long rows) {
  public static final Metric METRIC =
      Metric.high("otherUnit", Unit.COUNT, "rows whose time is in another unit than most")
          .warning(">0");

  /** What is asked to count them; nothing of a column in one unit. */
  public static Optional<String> question(String table, Timeline timeline, String filter) {
    return timeline
        .mixed()
        .map(
            value ->
                Arrays.stream(EpochUnit.values())
                    .map(unit -> "count(*) FILTER (WHERE " + unit.condition(value) + ")")
                    .collect(Collectors.joining(", ")))
        .map(counts -> "SELECT %s FROM %s WHERE %s".formatted(counts, table, filter));
  }

  /** Counts them; a column in one unit is not read. */
  public static MixedUnits read(
      SqlSession session, String table, Timeline timeline, String filter, Duration timeout) {
    long[] all = {0, 0};
    question(table, timeline, filter)
        .ifPresent(
            sql ->
                session.query(
                    sql,
                    timeout,
                    row -> {
                      for (int i = 1; i <= EpochUnit.values().length; i++) {
                        all[0] += row.number(i);
                        all[1] = Math.max(all[1], row.number(i));
                      }
                    }));
    return new MixedUnits(all[0] - all[1]);
  }

  /** What is to be judged. */
  public Observation observation(String table) {
    return Observation.of(
        METRIC,
        table + ": units of time",
        (double) rows,
        Long.toString(rows),
        "%,d %s time in another unit than the others"
            .formatted(rows, rows == 1 ? "row has its" : "rows have their"),
        "check the writer: some rows count milliseconds where others count seconds, or the like");
  }
}
