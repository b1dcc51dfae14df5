package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Reads the catalog of the database. The information schema shows only what a role may use, so that
 * a table without rights would look dropped.
 */
final class SchemaProbe implements Probe {
  private static final Duration MEMORY = Duration.ofDays(30);
  private static final int NAMED = 5;

  /** Partitions come and go by the day; their parent has their columns. */
  private static final String POSTGRES =
      """
      SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
        a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^pg_(toast|temp_)'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
          AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1, a.attname
      """;

  private static final String DUCKDB =
      """
      SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name,
        column_name, data_type, NOT is_nullable
      FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
      ORDER BY 1, 2
      """;

  private final Map<String, List<String>> expected;
  private final boolean driftIsJudged;

  /**
   * @param driftIsJudged whether a limit needs the last run, so that not to know it is unknown
   */
  SchemaProbe(Map<String, List<String>> expected, boolean driftIsJudged) {
    this.expected = Map.copyOf(expected);
    this.driftIsJudged = driftIsJudged;
  }

  /** The columns of each table by name, each with its type. */
  private static Map<String, Map<String, String>> read(SqlSession session, Duration timeout) {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    session.query(
        session.dialect() == Dialect.POSTGRES ? POSTGRES : DUCKDB,
        timeout,
        row -> {
          Map<String, String> columns = tables.computeIfAbsent(row.text(1), any -> new TreeMap<>());
          if (!row.isNull(2)) {
            columns.put(row.text(2), row.text(3) + (row.truth(4) ? " NOT NULL" : ""));
          }
        });
    return tables;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Map<String, Map<String, String>> tables = read(session, context.timeout());
    if (tables.isEmpty() && expected.isEmpty()) {
      return new Unavailable(
          session.answeredBy() + " has no tables",
          "check that the source names the database that the services use");
    }
    List<String> missing = missing(tables);
    Optional<List<String>> drift = drift(tables, context);
    String changes =
        drift
            .map(all -> all.isEmpty() ? "unchanged since the last run" : names(all))
            .orElse("drift not known before the second run");
    Measured.Builder reading =
        Measured.saying(
                "%s, %s%s"
                    .formatted(
                        Numbers.count(tables.size(), "table"),
                        missing.isEmpty() ? "" : "missing " + names(missing) + ", ",
                        changes))
            .fact("Database", session.answeredBy())
            .fact("Missing", missing.isEmpty() ? "nothing that is expected" : names(missing))
            .fact("Since the last run", changes)
            .value(SchemaCheck.MISSING, missing.size())
            .value(SchemaCheck.TABLES, tables.size());
    tables.forEach(
        (table, columns) -> reading.value(SchemaCheck.FINGERPRINT, table, fingerprint(columns)));
    reading.observe(
        Observation.of(
                SchemaCheck.MISSING,
                "expected tables and columns",
                missing.size(),
                Integer.toString(missing.size()),
                "missing: " + names(missing),
                "run the migration that adds them; check first that this is the right database")
            .with(Map.of("missing", missing)));
    drift.ifPresentOrElse(
        all -> addDrift(reading, all),
        () -> {
          if (driftIsJudged) {
            reading.unmeasured(
                new Unmeasured(
                        "drift",
                        "not known before a second run",
                        "wait for the next run of the job")
                    .settlingAt(context.now().plus(Duration.ofDays(1))));
          }
        });
    return reading.build();
  }

  private static void addDrift(Measured.Builder reading, List<String> all) {
    reading
        .value(SchemaCheck.DRIFT, all.size())
        .observe(
            Observation.of(
                    SchemaCheck.DRIFT,
                    "drift",
                    all.size(),
                    Integer.toString(all.size()),
                    "since the last run: " + names(all),
                    "compare with the migrations that were to run; reported once")
                .with(Map.of("changes", all)));
  }

  /** {@code TABLE}, or {@code TABLE.COLUMN}; names are compared without case. */
  private List<String> missing(Map<String, Map<String, String>> tables) {
    Map<String, Map<String, String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(tables);
    List<String> missing = new ArrayList<>();
    new TreeMap<>(expected)
        .forEach(
            (table, columns) -> {
              Map<String, String> there =
                  byName.get(table.toLowerCase(Locale.ROOT).replaceFirst("^(public|main)\\.", ""));
              if (there == null) {
                missing.add(table);
                return;
              }
              columns.stream()
                  .filter(column -> there.keySet().stream().noneMatch(column::equalsIgnoreCase))
                  .forEach(column -> missing.add(table + "." + column));
            });
    return missing;
  }

  /** What is not as the last run saw it; empty if there was none. */
  private static Optional<List<String>> drift(
      Map<String, Map<String, String>> tables, ProbeContext context) {
    List<Sample> runs = context.past(SchemaCheck.TABLES, context.now().minus(MEMORY));
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    Sample last = runs.get(runs.size() - 1);
    // Once for all: thousands of tables would be asked for one by one.
    Map<String, Sample> before = context.newest(SchemaCheck.FINGERPRINT, last.at());
    List<String> changes = new ArrayList<>();
    long still = 0;
    for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
      Sample known = before.get(table.getKey());
      if (known == null || !known.at().equals(last.at())) {
        changes.add("new table " + table.getKey());
      } else {
        still++;
        if (known.whole() != fingerprint(table.getValue())) {
          changes.add("changed columns of " + table.getKey());
        }
      }
    }
    long gone = (long) last.value() - still;
    if (gone > 0) {
      changes.add(0, Numbers.count(gone, "table") + " gone");
    }
    return Optional.of(changes);
  }

  private static long fingerprint(Map<String, String> columns) {
    CRC32 sum = new CRC32();
    sum.update(columns.toString().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static String names(List<String> all) {
    String shown = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? shown : shown + " and %d more".formatted(all.size() - NAMED);
  }
}
