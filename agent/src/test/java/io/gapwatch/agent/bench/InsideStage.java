package io.gapwatch.agent.bench;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DebianPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL with a replica that counts what it is asked, and who asks. */
final class InsideStage implements AutoCloseable {
  private static final String[] DATA = {
    "CREATE EXTENSION pg_stat_statements",
    "CREATE ROLE watcher LOGIN IN ROLE pg_monitor, pg_read_all_data",
    "CREATE TABLE events (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, channel TEXT, seen TIMESTAMPTZ)",
    "INSERT INTO events (channel, seen) SELECT 'c' || i % 60, now() - i * interval '1 second' FROM generate_series(1, 1000000) AS s(i)",
    "CREATE TABLE channels (id SERIAL PRIMARY KEY, name TEXT)",
    "INSERT INTO channels (name) SELECT 'c' || i FROM generate_series(1, 60) AS s(i)",
  };

  /**
   * The same questions, as far as check_postgres has them; what it has not is a query of its own.
   */
  private static final List<String> ACTIONS =
      List.of(
          "connection",
          "backends --warning=80% --critical=95%",
          "database_size --warning='1 TB' --critical='2 TB'",
          "custom_query --critical=1 --query=\"SELECT count(*) AS result FROM pg_class c JOIN pg_namespace n ON n.oid ="
              + " relnamespace WHERE relkind IN ('r', 'p') AND nspname = 'public' AND NOT EXISTS (SELECT 1 FROM"
              + " pg_constraint WHERE conrelid = c.oid AND contype = 'p')\"",
          "custom_query --critical=100000 --query='SELECT coalesce(max(n_dead_tup), 0) AS result FROM pg_stat_user_tables'",
          "txn_wraparound --warning=1000000000 --critical=1500000000",
          "txn_idle --warning='10 min' --critical='1 hour'",
          "query_time --warning='10 min' --critical='1 hour'",
          "locks --warning=1000 --critical=2000",
          "sequence --warning=80% --critical=95%",
          "replication_slots --warning='1 GB' --critical='5 GB'",
          "custom_query --critical=1 --query=\"SELECT count(*) AS result FROM pg_class WHERE relname = 'gone'\"",
          "custom_query --critical=100 --query='SELECT count(*) AS result FROM channels'");

  private static final String CONFIG =
      """
      version: 1
      state: state
      sources:
        ledger: {type: postgres, url: "postgres://watcher@127.0.0.1:%d/postgres?sslmode=disable"}
      jobs:
        inside:
          schedule: "*/30 * * * *"
          checks:
            - {id: reachable, type: db-reachable, source: ledger, warning: ">60s", connectTime: off}
            - {id: connections, type: db-connections, source: ledger}
            - {id: size, type: db-size, source: ledger}
            - {id: keys, type: db-primary-keys, source: ledger}
            - {id: dead-rows, type: db-dead-rows, source: ledger}
            - {id: wraparound, type: db-wraparound, source: ledger}
            - {id: idle, type: db-idle-in-transaction, source: ledger}
            - {id: queries, type: db-long-queries, source: ledger}
            - {id: locks, type: db-locks, source: ledger}
            - {id: sequences, type: db-sequences, source: ledger}
            - {id: replication, type: db-replication, source: ledger}
            - {id: schema, type: db-schema, source: ledger, expect: {events: [id, seen]}}
            - {id: own, type: sql, source: ledger, query: "SELECT count(*) FROM channels", warning: ">100"}
      """;

  /** 25 checks of six sources, the last of which takes three seconds; or that one alone. */
  private static final String SOURCES =
      """
      version: 1
      state: %2$s
      sources:
        a: {type: postgres, url: "postgres://watcher@127.0.0.1:%1$d/postgres?sslmode=disable"}
        b: {type: postgres, url: "postgres://watcher@127.0.0.1:%1$d/postgres?sslmode=disable"}
        c: {type: postgres, url: "postgres://watcher@127.0.0.1:%1$d/postgres?sslmode=disable"}
        machine: {type: host}
        logs: {type: logs, files: ["%3$s"]}
        slow: {type: postgres, url: "postgres://watcher@127.0.0.1:%1$d/postgres?sslmode=disable"}
      jobs:
        inside:
          schedule: "*/30 * * * *"
          checks:
      """;

  private final Path folder;
  private final DebianPostgres server;
  private final DebianPostgres replica;

  /** One for all that this asks, so that it does not count itself. */
  private final Connection admin;

  InsideStage(Path folder) throws IOException, SQLException {
    this.folder = Files.createDirectories(folder);
    this.server =
        DebianPostgres.start("shared_preload_libraries=pg_stat_statements", "autovacuum=off");
    this.admin = server.admin();
    Databases.execute(admin, DATA);
    Databases.execute(admin, "VACUUM ANALYZE");
    this.replica = server.replica();
    Files.writeString(folder.resolve("gapwatch.yaml"), CONFIG.formatted(server.port()));
    Path log = Files.writeString(folder.resolve("run.log"), "INFO fine\n");
    Files.writeString(
        folder.resolve("many.yaml"), SOURCES.formatted(server.port(), "many", log) + many());
    Files.writeString(
        folder.resolve("slow.yaml"), SOURCES.formatted(server.port(), "slow", log) + slow());
  }

  private static String slow() {
    return "      - {id: slow, type: sql, source: slow, query: \"SELECT 1 FROM pg_sleep(3)\", warning: \">5\"}\n";
  }

  private static String many() {
    StringBuilder text = new StringBuilder(slow());
    for (String source : List.of("a", "b", "c")) {
      for (String type :
          List.of("size", "primary-keys", "dead-rows", "wraparound", "locks", "long-queries")) {
        text.append(
            "      - {id: %1$s-%2$s, type: db-%2$s, source: %1$s}%n".formatted(source, type));
      }
    }
    // Whatever else runs here is not the matter.
    for (String type :
        List.of(
            "memory",
            "swap",
            "load, warning: off, critical: off",
            "cpu, warning: off, critical: off",
            "disk, paths: [/], warning: off, critical: off")) {
      text.append(
          "      - {id: %s, type: %s, source: machine}%n".formatted(type.split(",", 2)[0], type));
    }
    return text.append(
            "      - {id: logs, type: log-errors, source: logs, match: ERROR, warning: \">50\"}\n")
        .toString();
  }

  Contender gapwatch(Path program) {
    return contender("gapwatch run", program, "gapwatch.yaml");
  }

  Contender many(Path program) {
    return contender("25 checks of 6 sources", program, "many.yaml");
  }

  Contender slow(Path program) {
    return contender("the slowest source alone", program, "slow.yaml");
  }

  private Contender contender(String name, Path program, String config) {
    return new Contender(
        name,
        List.of(program.toString(), "run", "inside", "--config", folder.resolve(config).toString()),
        Map.of(),
        Optional.empty());
  }

  /** All of its calls, one after another, as cron or a plugin runner makes them. */
  Contender checkPostgres() throws IOException {
    StringBuilder script = new StringBuilder("set -e\n");
    for (String action : ACTIONS) {
      script.append(
          "check_postgres --host=127.0.0.1 --port=%d --dbuser=watcher --dbname=postgres --action=%s%n"
              .formatted(server.port(), action));
    }
    Path file = Files.writeString(folder.resolve("check_postgres.sh"), script);
    return new Contender(
        "check_postgres, %d calls".formatted(ACTIONS.size()),
        List.of("sh", file.toString()),
        Map.of(),
        Optional.empty());
  }

  /**
   * What the server did.
   *
   * @param rows read of tables, system catalogues included, by scans and by indexes
   */
  record Asked(long connections, long statements, long rows) {
    Asked since(Asked before) {
      return new Asked(
          connections - before.connections, statements - before.statements, rows - before.rows);
    }
  }

  /** Since the server began, but for what this benchmark asks itself. */
  Asked asked() throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (SELECT sum(sessions) FROM pg_stat_database),
                  (SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE rolname = 'watcher'),
                  (SELECT sum(tup_returned + tup_fetched) FROM pg_stat_database)""")) {
      row.next();
      return new Asked(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    admin.close();
    replica.close();
    server.close();
  }
}
