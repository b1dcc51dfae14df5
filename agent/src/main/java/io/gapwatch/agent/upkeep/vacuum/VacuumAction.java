package io.gapwatch.agent.upkeep.vacuum;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.PostgresUpkeep;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code type: vacuum}: {@code VACUUM (ANALYZE, SKIP_LOCKED)} of the tables that need it, one after
 * another. Never FULL, which locks a table against readers.
 */
public final class VacuumAction implements ActionType {
  static final Metric DEAD_BEFORE =
      Metric.neutral("deadBefore", Unit.COUNT, "dead rows before, by table");
  static final Metric DEAD_AFTER =
      Metric.neutral("deadAfter", Unit.COUNT, "dead rows after, by table");
  static final Metric BYTES_BEFORE =
      Metric.neutral("bytesBefore", Unit.BYTES, "size with indexes before, by table");
  static final Metric BYTES_AFTER =
      Metric.neutral("bytesAfter", Unit.BYTES, "size with indexes after, by table");
  static final Metric TOOK = Metric.neutral("took", Unit.SECONDS, "time it took, by table");
  static final Metric VACUUMED = Metric.neutral("vacuumed", Unit.COUNT, "tables vacuumed");
  static final Metric KEPT =
      Metric.high("kept", Unit.COUNT, "dead rows that could not be removed, of a vacuumed table")
          .warning(">10000");
  static final Metric LEFT =
      Metric.high("left", Unit.COUNT, "1 for each table left as it was: locked, or out of time")
          .warning(">0");
  static final Metric DENIED =
      Metric.high("denied", Unit.COUNT, "1 for each table that the role may not vacuum")
          .warning(">0");

  private static final Key<Double> DEAD_ROWS =
      Key.optional(
              "deadRows",
              Kinds.parsed(
                  "\\s*>?\\s*\\d{1,15}\\s*[kM]?\\s*",
                  "a number of rows such as >10k",
                  VacuumAction::rows),
              "a table needs it with more dead rows than this")
          .withDefault(">10k");
  private static final Key<Double> SHARE =
      Key.optional(
              "share",
              Kinds.parsed(
                  "\\d+(\\.\\d+)?\\s*%",
                  Unit.PERCENT.example(),
                  text -> Unit.PERCENT.parse(text).filter(share -> share <= 100)),
              "and with more dead rows than this share of its rows")
          .withDefault("0%");
  private static final Key<List<String>> ONLY =
      Key.optional(
              "only", Kinds.some(Kinds.text()), "only these tables; left out, all of the database")
          .whenLeftOut(List.of());
  private static final Key<List<String>> EXCEPT =
      Key.optional("except", Kinds.list(Kinds.text()), "never these tables").whenLeftOut(List.of());
  private static final Shape TABLES_SHAPE = Shape.of(DEAD_ROWS, SHARE, ONLY, EXCEPT);
  private static final Key<Settings> TABLES =
      Key.optional("tables", TABLES_SHAPE, "which tables need it")
          .whenLeftOut(TABLES_SHAPE.defaults());

  private static Optional<Double> rows(String text) {
    String number = text.replaceAll("[>\\s]", "");
    if (!number.matches("\\d{1,15}[kM]?")) {
      return Optional.empty();
    }
    double factor = number.endsWith("k") ? 1e3 : number.endsWith("M") ? 1e6 : 1;
    return Optional.of(Double.parseDouble(number.replaceAll("[kM]", "")) * factor);
  }

  @Override
  public String type() {
    return "vacuum";
  }

  @Override
  public String title() {
    return "VACUUM";
  }

  @Override
  public Optional<Class<? extends Session>> actsOn() {
    return Optional.of(PostgresUpkeep.class);
  }

  @Override
  public Shape keys() {
    return Shape.of(TABLES);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        DEAD_BEFORE, DEAD_AFTER, BYTES_BEFORE, BYTES_AFTER, TOOK, VACUUMED, KEPT, LEFT, DENIED);
  }

  @Override
  public Action action(Settings settings) {
    Settings tables = settings.get(TABLES);
    return new Vacuum(
        new Need(
            tables.get(DEAD_ROWS),
            tables.get(SHARE),
            Set.copyOf(tables.get(ONLY)),
            Set.copyOf(tables.get(EXCEPT))));
  }
}
