package io.gapwatch.agent.offchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.DebianRoot;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.source.pm2.RealPm2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week of {@code config/operations.yaml} as it ships, in a Debian with cron and PM2, on a real
 * PostgreSQL. The clock of cron and of the agent jumps from one due time to the next; what is
 * called then is cron's to say.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperationsWeekIT {
  private static final Path SHIPPED =
      Path.of("").toAbsolutePath().resolveSibling("config/operations.yaml");
  private static final List<String> APPS = List.of("aggregator", "gateway", "cls-discovery");

  private final Instant monday =
      ZonedDateTime.now(Clock.systemUTC())
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
          .with(LocalTime.MIDNIGHT)
          .toInstant();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> ran = new TreeMap<>();
  private final Path folder;
  private final Path logs;
  private final Path file;
  private final HttpServer slack;

  @SuppressWarnings("NullAway.Init")
  private OperatorsDatabase database;

  @SuppressWarnings("NullAway.Init")
  private DebianRoot root;

  OperationsWeekIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.logs = Files.createDirectories(folder.resolve("home/.pm2/logs"));
    this.file = folder.resolve("operations.yaml");
    this.slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (exchange.getRequestURI().getPath().equals("/hook")) {
            told.add(body);
          }
          byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, ok.length);
          exchange.getResponseBody().write(ok);
          exchange.close();
        });
    slack.start();
  }

  @BeforeEach
  void start() throws Exception {
    Optional<String> obstacle = DebianRoot.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "a week by real cron was not tested: " + obstacle);
    Path pm2;
    try (RealPm2 any = new RealPm2(folder)) {
      pm2 = any.installed();
    }
    database = OperatorsDatabase.start(monday);
    root = DebianRoot.withPm2(folder, pm2);
  }

  @AfterEach
  void stop() throws Exception {
    slack.stop(0);
    if (root != null) {
      root.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @Test
  void everyJobRunsEachActionDoesItsWorkAndTheReportIsRightToTheFigure() throws Exception {
    Config config = configure();
    root.setClock(monday.minus(Duration.ofDays(2)));
    root.run("as_user \"env $following pm2 -s start %s\"".formatted(Apps.file(folder, APPS)));
    pm2("stop cls-discovery");
    root.setClock(monday);
    root.run("as_user 'gapwatch crontab install --yes --config %s'".formatted(file));
    root.run("start_cron");
    Instant wednesday = monday.plus(Duration.ofDays(2));
    Files.writeString(logs.resolve("gateway-error.log"), "INFO started\n");
    Path rotated =
        logFile("gateway-error__2026-01-01_00-00-00.log", wednesday.minus(Duration.ofDays(6)));
    giveAway();

    passUntil(config, wednesday);
    database.execute("ALTER TABLE user_signals SET (autovacuum_enabled = off)");
    database.execute("ALTER TABLE channel_participation SET (autovacuum_enabled = off)");
    database.execute("UPDATE user_signals SET value = 2");
    Files.writeString(
        logs.resolve("gateway-error.log"), "INFO started\nERROR one\nERROR two\nERROR three\n");
    long dead = awaitDead("user_signals");
    assertThat(dead).isGreaterThan(10_000);
    passUntil(config, wednesday.plus(Duration.ofDays(1)));
    assertThat(dead("user_signals")).as("the vacuum of Wednesday").isZero();
    assertThat(
            number("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'user_signals'"))
        .isEqualTo(1);

    passUntil(config, wednesday.plus(Duration.ofDays(4)));
    assertThat(restarts("aggregator")).as("the restart of Friday").isEqualTo(1);
    assertThat(restarts("gateway")).isEqualTo(1);
    assertThat(restarts("cls-discovery")).as("stopped stays stopped").isZero();
    assertThat(rotated).as("8 days later").doesNotExist();
    assertThat(logs.resolve("gateway-error.log")).exists();
    assertThat(String.join("\n", told)).as("our own restarts").doesNotContain("crashes");
    database.execute("DELETE FROM channel_participation WHERE channel = 'cls1'");
    awaitDead("channel_participation");

    pm2("restart gateway");
    passUntil(config, monday.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(45)));
    assertThat(told)
        .as("a restart that is not ours")
        .anyMatch(each -> each.contains("gateway was restarted"));
    assertThat(String.join("\n", told)).as("nothing").doesNotContain("could not be checked");
    theReportIsRight(dead);
    theCommandsForAnEmergencyRunAsTheyStand();
    assertThat(ran)
        .containsEntry("alerts", 7)
        .containsEntry("database", 7)
        .containsEntry("weekly", 2)
        .containsEntry("vacuum", 1)
        .containsEntry("restart", 1)
        .containsEntry("prune-logs", 7)
        .containsEntry("health", 2);
  }

  private void theReportIsRight(long vacuumed) throws Exception {
    assertThat(told)
        .filteredOn(each -> each.contains("HEALTH"))
        .last()
        .asString()
        .contains("vacuumed 1 table", "restarted 2 processes", "deleted 1 file older than 8d");
    root.setClock(monday.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(45)));
    JsonNode report =
        new ObjectMapper()
            .readTree(
                root.run(
                    "as_user 'gapwatch report health --format json --config %s'".formatted(file)));

    assertThat(report.get("jobs").toString())
        .contains(
            "alerts: 7 due by schedule: 7 ran, 0 missed",
            "database: 7 due by schedule: 7 ran, 0 missed",
            "weekly: 1 due by schedule: 1 ran, 0 missed",
            "vacuum: 1 due by schedule: 1 ran, 0 missed",
            "restart: 1 due by schedule: 1 ran, 0 missed",
            "prune-logs: 7 due by schedule: 7 ran, 0 missed");
    assertThat(trend(report, "size size"))
        .isEqualTo(number("SELECT pg_database_size(current_database())"));
    assertThat(trend(report, "dead-rows allDeadRows"))
        .isEqualTo(number("SELECT sum(n_dead_tup) FROM pg_stat_user_tables"))
        .isPositive();
    assertThat(trend(report, "weekly-errors errors")).isEqualTo(3);
    assertThat(report.get("upkeep").toString())
        .contains("user_signals: %,d → 0 dead rows".formatted(vacuumed))
        .contains("restarted 2 processes")
        .contains("deleted 1 file older than 8d");
    String[] kept = folder.resolve(".gapwatch/operations/reports").toFile().list();
    assertThat(kept).as("two weeks, as a page and as Markdown").hasSize(4);
  }

  /** Those of docs/upkeep.md that are not ours; ours are in {@code EmergencyTest}. */
  private void theCommandsForAnEmergencyRunAsTheyStand() throws IOException {
    String page = Files.readString(SHIPPED.resolveSibling("../docs/upkeep.md"));
    List<String> commands =
        Pattern.compile("`((pm2|ps|du) [^`]+)`")
            .matcher(page.substring(page.indexOf("## In an emergency")))
            .results()
            .map(each -> each.group(1).replace("\\|", "|").replace("NAME", "gateway"))
            .filter(each -> !each.equals("pm2 restart all"))
            .distinct()
            .toList();
    assertThat(commands).contains("pm2 restart gateway").hasSizeGreaterThan(6);
    for (String command : commands) {
      assertThat(root.run("as_user '" + command + "'")).as(command).isNotBlank();
    }
  }

  private static long trend(JsonNode report, String number) {
    for (JsonNode each : report.get("trends")) {
      if (each.get("number").asText().equals(number)) {
        return each.get("last").asLong();
      }
    }
    throw new AssertionError("no " + number + " in " + report.get("trends"));
  }

  private Path logFile(String name, Instant changed) throws IOException {
    Path file = Files.writeString(logs.resolve(name), "old\n");
    return Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  /** As it ships, but for alerts once a day, and no long waiting. */
  private Config configure() throws IOException {
    String text =
        Files.readString(SHIPPED)
            .replace("13 * * * *", "13 6 * * *")
            .replace("steady: 10s", "steady: 100ms");
    Files.writeString(file, text);
    String hook = "http://127.0.0.1:" + slack.getAddress().getPort();
    Path secrets =
        Files.write(
            folder.resolve(".env"),
            List.of(
                "DATABASE_URL='" + database.url() + "'",
                "UPKEEP_URL='" + database.server().adminUrl() + "'",
                "SLACK_WEBHOOK=" + hook + "/hook",
                "HEALTHCHECKS_PING_URL=" + hook + "/ping"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    giveAway();
    Environment environment =
        new Environment(
            Map.of("HOME", "/home/watcher"), Clock.fixed(monday, ZoneOffset.UTC), folder);
    return new Configs(environment).load(Optional.of(file), Optional.empty());
  }

  /** All files are of the user who runs PM2 and the agent. */
  private void giveAway() throws IOException {
    root.run("chroot $root chown -R watcher " + folder);
  }

  private Instant clock = Instant.EPOCH;

  /** Each time at which something is due, and what cron made of it. */
  private void passUntil(Config config, Instant end) throws IOException {
    Instant from = clock.isBefore(monday) ? monday : clock;
    TreeMap<Instant, List<String>> due = new TreeMap<>();
    for (JobConfig job : config.scheduled().values()) {
      Timetable timetable = Timetable.of(job);
      for (Optional<Instant> next = timetable.next(from);
          next.isPresent() && !next.get().isAfter(end);
          next = timetable.next(next.get())) {
        due.computeIfAbsent(next.get(), time -> new ArrayList<>()).add(job.name());
      }
    }
    for (Map.Entry<Instant, List<String>> each : due.entrySet()) {
      root.setClock(each.getKey().plusSeconds(1));
      for (String job : each.getValue()) {
        root.awaitRun(folder.resolve(".gapwatch/operations"), job, each.getKey());
        ran.merge(job, 1, Integer::sum);
      }
    }
    clock = end;
  }

  private String pm2(String command) throws IOException {
    return root.run("as_user 'pm2 -s " + command + "'");
  }

  private long restarts(String app) throws IOException {
    for (JsonNode each : new ObjectMapper().readTree(pm2("jlist"))) {
      if (each.get("name").asText().equals(app)) {
        return each.get("pm2_env").get("restart_time").asLong();
      }
    }
    throw new AssertionError("PM2 does not have " + app);
  }

  private long dead(String table) throws SQLException {
    return number(
        "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = '%s'".formatted(table));
  }

  /** The server's statistics follow what was done. */
  private long awaitDead(String table) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (dead(table) == 0 && System.nanoTime() < end) {
      database.execute("SELECT pg_sleep(0.1)");
    }
    return dead(table);
  }

  private long number(String sql) throws SQLException {
    try (Connection admin = database.server().admin();
        Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
