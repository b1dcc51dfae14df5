package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.table.TableSettings;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.util.Optional;

/**
 * {@code type: growth}: how many rows and bytes a table got since earlier runs, and when it reaches
 * a limit. The server's statistics count the rows where they can; no large table is read.
 *
 * <p>The limits are those of the overnight orders: under 100,000 rows an hour is steady, a million
 * in two hours is exponential.
 */
public final class GrowthCheck implements CheckType {
  static final Metric PER_HOUR =
      Metric.high("rowsPerHour", Unit.COUNT, "rows added per hour, compared with earlier runs")
          .warning(">100000")
          .main();
  static final Metric IN_TWO_HOURS =
      Metric.high("rowsIn2h", Unit.COUNT, "rows added in two hours, compared with earlier runs")
          .critical(">1000000");
  static final Metric BYTES_PER_HOUR =
      Metric.high("bytesPerHour", Unit.BYTES, "bytes added per hour, compared with earlier runs");
  static final Metric UNTIL_LIMIT =
      Metric.low("untilLimit", Unit.SECONDS, "time until limit is reached, at that rate");
  static final Metric ROWS = Metric.neutral("rows", Unit.COUNT, "rows it has");
  static final Metric BYTES =
      Metric.neutral("bytes", Unit.BYTES, "its size with indexes and TOAST");
  static final Metric INSERTED =
      Metric.neutral("inserted", Unit.COUNT, "rows ever inserted, by the statistics");
  static final Metric DELETED =
      Metric.neutral("deleted", Unit.COUNT, "rows ever deleted, by the statistics");

  private static final Key<Boolean> EXACT =
      Key.optional(
              "exact",
              Kinds.flag(),
              "count the rows themselves, where statistics would do; reads the whole table")
          .withDefault("false");
  private static final Key<Ceiling> LIMIT =
      Key.optional(
          "limit",
          Kinds.parsed(
              "\\d+(\\.\\d+)?\\s*([kMGT]i?B|B)?",
              "a number of rows such as 500000000, or a size such as 200GiB",
              Ceiling::parse),
          "the number of rows, or the size, that it must not reach, for untilLimit");

  @Override
  public String type() {
    return "growth";
  }

  @Override
  public String title() {
    return "GROWTH";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(TableSettings.TABLE, TableSettings.WHERE, EXACT, LIMIT)
        .with(TableSettings::checkFilter)
        .with(
            settings ->
                UNTIL_LIMIT.limits(settings).areSet() && settings.find(LIMIT).isEmpty()
                    ? Optional.of("untilLimit needs limit, what must not be reached")
                    : Optional.empty());
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        PER_HOUR, IN_TWO_HOURS, BYTES_PER_HOUR, UNTIL_LIMIT, ROWS, BYTES, INSERTED, DELETED);
  }

  @Override
  public Probe probe(Settings settings) {
    return new GrowthProbe(
        settings.get(TableSettings.TABLE),
        settings.find(TableSettings.WHERE),
        settings.get(EXACT),
        settings.find(LIMIT),
        BYTES_PER_HOUR.limits(settings).areSet());
  }

  /**
   * What a table must not reach.
   *
   * @param bytes whether it is a size, not a number of rows
   */
  record Ceiling(double value, boolean bytes) {
    static Optional<Ceiling> parse(String text) {
      return Unit.BYTES
          .parse(text)
          .map(size -> new Ceiling(size, true))
          .or(() -> Unit.COUNT.parse(text).map(rows -> new Ceiling(rows, false)));
    }

    String text() {
      return bytes ? Unit.BYTES.text(value) : Unit.COUNT.text(value) + " rows";
    }
  }
}
