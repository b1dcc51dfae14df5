package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle of an action: the next run reads what was done, and does the rest.
 */
@Timeout(600)
class UpkeepKillIT {
  private final Path folder;
  private final HistoryFile history;
  private final Program program;

  UpkeepKillIT(@TempDir Path folder) {
    this.folder = folder;
    this.history = new HistoryFile(folder.resolve("state"));
    this.program = Program.in(folder).with("PATH", System.getenv("PATH"));
  }

  @BeforeEach
  void makeLogs() throws IOException {
    Files.createDirectory(folder.resolve("logs"));
  }

  /** With a history, which a first run of nothing makes. */
  private void configure(String source, String upkeep) throws Exception {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources:
          machine: {type: host}
        %s
        jobs:
          alerts: {schedule: "13 * * * *", checks: [{id: load, type: load, source: machine, warning: ">900", critical: ">990"}]}
        upkeep:
          logs: {type: prune-logs, files: ["%s/logs/*.log"], schedule: "20 4 * * *"}
        %s
        """
            .formatted(source.indent(2), folder, upkeep.indent(2)));
    Ending first = program.run("upkeep", "logs");
    assertThat(first.code()).as("%s", first).isZero();
  }

  /**
   * Kills it while it writes this.
   *
   * @param near whether it has done what it does before
   */
  private void kill(String name, String write, BooleanSupplier near) throws Exception {
    long before = begun(name);
    Ending ending =
        Kill.inWrite(history, write, run -> begun(name) > before && near.getAsBoolean())
            .strike(() -> program.start("upkeep", name));
    assertThat(ending.code()).as("%s", ending).isEqualTo(Ending.KILLED);
  }

  /** How many of its runs have begun. */
  private long begun(String name) {
    try {
      return history.count("run WHERE job = '" + name + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aProcessIsNeverRestartedTwice() throws Exception {
    try (RealPm2 pm2 = new RealPm2(folder)) {
      pm2.pm2("start", "/bin/sleep", "--name", "a", "--interpreter", "none", "--", "100000");
      pm2.pm2("start", "/bin/sleep", "--name", "b", "--interpreter", "none", "--", "100000");
      configure(
          "workers: {type: pm2, home: %s, program: %s}".formatted(pm2.home(), pm2.program()),
          "restart: {type: restart, source: workers, schedule: \"0 1 * * 5\", verify: {steady: 100ms}}");

      kill("restart", "INSERT ON action WHEN new.subject = 'a'", () -> true);
      assertThat(restarts(pm2)).as("it was written down first").isEqualTo("a=0 b=0");
      Ending all = program.run("upkeep", "restart");
      assertThat(all.code()).as("%s", all).isZero();
      assertThat(restarts(pm2)).isEqualTo("a=1 b=1");

      kill(
          "restart",
          "UPDATE ON action WHEN new.subject = 'a'",
          () -> restarts(pm2).equals("a=2 b=1"));
      assertThat(restarts(pm2)).isEqualTo("a=2 b=1");
      Ending rest = program.run("upkeep", "restart");
      assertThat(rest.out()).contains("a: was restarted by a run that was killed; well after ");
      assertThat(restarts(pm2)).isEqualTo("a=2 b=2");

      kill(
          "restart",
          "INSERT ON action WHEN new.subject = 'b'",
          () -> ended("a") && restarts(pm2).equals("a=3 b=2"));
      assertThat(restarts(pm2)).isEqualTo("a=3 b=2");
      Ending other = program.run("upkeep", "restart");
      assertThat(other.out())
          .contains("a: left as it is: restarted by a run that was killed later");
      assertThat(restarts(pm2)).isEqualTo("a=3 b=3");
      assertThat(program.run("upkeep", "restart").code()).as("a new round").isZero();
      assertThat(restarts(pm2)).isEqualTo("a=4 b=4");
    }
  }

  /** Whether the newest action on it is written down as done. */
  private boolean ended(String subject) {
    try {
      return history
          .texts(
              "SELECT finished_at IS NOT NULL FROM action WHERE subject = '%s' ORDER BY seq DESC LIMIT 1"
                  .formatted(subject))
          .equals(List.of("1"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String restarts(RealPm2 pm2) {
    Matcher each = Pattern.compile("\"restart_time\":(\\d+)").matcher(list(pm2));
    assertThat(each.find()).isTrue();
    String a = each.group(1);
    assertThat(each.find()).isTrue();
    return "a=" + a + " b=" + each.group(1);
  }

  private static String list(RealPm2 pm2) {
    try {
      return pm2.pm2("jlist");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aVacuumGoesOnInTheServerAndIsNotBegunAgain() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Connection admin = server.admin()) {
      Databases.execute(
          admin,
          """
          CREATE TABLE signals WITH (autovacuum_enabled = off)
            AS SELECT n, repeat('x', 500) AS filler FROM generate_series(1, 20000) n;
          CREATE TABLE small WITH (autovacuum_enabled = off)
            AS SELECT n FROM generate_series(1, 1000) n
          """);
      dirty(admin, "signals", 15_000);
      configure(
          "ledger: {type: postgres, url: \"%s\"}".formatted(server.adminUrl()),
          "vacuum: {type: vacuum, source: ledger, schedule: \"0 3 * * 3\", tables: {deadRows: \">500\"}}");

      Databases.execute(
          admin,
          "ALTER ROLE postgres SET vacuum_cost_delay = '100ms'",
          "ALTER ROLE postgres SET vacuum_cost_limit = 1");
      Running run = program.start("upkeep", "vacuum");
      run.await("the vacuum", () -> vacuuming(admin) > 0);
      run.kill();
      Databases.execute(
          admin,
          "ALTER ROLE postgres RESET vacuum_cost_delay",
          "ALTER ROLE postgres RESET vacuum_cost_limit");
      dirty(admin, "small", 800);
      Ending meanwhile = program.run("upkeep", "vacuum");
      assertThat(meanwhile.code()).as("%s", meanwhile).isEqualTo(1);
      assertThat(meanwhile.out())
          .contains("signals: 15,000 dead rows, skipped: session ")
          .contains("small: 800 → 0 dead rows");

      Databases.execute(
          admin,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'VACUUM%' AND pid <> pg_backend_pid()");
      run(admin, "0 vacuums", () -> vacuuming(admin) == 0);
      kill(
          "vacuum",
          "UPDATE ON action WHEN new.subject = 'signals'",
          () ->
              number(
                      admin,
                      "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'signals'")
                  == 1);
      Ending after = program.run("upkeep", "vacuum");
      assertThat(after.code()).as("%s", after).isZero();
      assertThat(after.out()).contains("vacuumed 0 tables; 0 of 2 tables");
      assertThat(
              number(
                  admin, "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'signals'"))
          .isEqualTo(1);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void run(Connection admin, String what, Condition condition) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Databases.execute(admin, "SELECT pg_sleep(0.05)");
    }
  }

  private static void dirty(Connection admin, String table, int rows) throws SQLException {
    Databases.execute(admin, "DELETE FROM %s WHERE n <= %d".formatted(table, rows));
    run(
        admin,
        "dead rows",
        () ->
            number(
                    admin,
                    "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = '" + table + "'")
                >= rows);
  }

  private static long vacuuming(Connection admin) {
    return number(admin, "SELECT count(*) FROM pg_stat_progress_vacuum");
  }

  private static long number(Connection admin, String sql) {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsDeletedIsDeletedAndTheRestIsLeftToTheNextRun() throws Exception {
    configure("", "");
    Path old = Files.writeString(folder.resolve("logs/a.log"), "a line\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

    kill("logs", "INSERT ON action", () -> true);
    assertThat(old).as("it was written down first").exists();
    kill("logs", "UPDATE ON action", () -> !Files.exists(old));
    assertThat(old).doesNotExist();

    Ending next = program.run("upkeep", "logs");
    assertThat(next.code()).as("%s", next).isZero();
    assertThat(next.out()).contains("deleted 0 files");
  }
}
