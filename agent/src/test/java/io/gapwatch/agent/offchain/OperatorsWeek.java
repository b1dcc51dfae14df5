package io.gapwatch.agent.offchain;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Debian with cron and PM2, a real PostgreSQL, and {@code config/operations.yaml} as it ships.
 * The clock of cron and of the agent jumps from one due time to the next; what is called then is
 * cron's to say.
 */
abstract class OperatorsWeek {
  static final Path SHIPPED = Path.of("").toAbsolutePath().resolveSibling("config/operations.yaml");

  static final List<String> APPS = List.of("aggregator", "gateway", "cls-discovery");

  final Instant monday =
      ZonedDateTime.now(Clock.systemUTC())
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
          .with(LocalTime.MIDNIGHT)
          .toInstant();

  final List<String> told = new CopyOnWriteArrayList<>();

  final Map<String, Integer> ran = new TreeMap<>();

  final Path folder;

  final Path logs;

  final Path file;

  final HttpServer slack;

  @SuppressWarnings("NullAway.Init")
  OperatorsDatabase database;

  @SuppressWarnings("NullAway.Init")
  DebianRoot root;

  private Instant clock = Instant.EPOCH;

  OperatorsWeek(@TempDir Path folder) throws IOException {
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

  Path logFile(String name, Instant changed) throws IOException {
    Path file = Files.writeString(logs.resolve(name), "old\n");
    return Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  /** As it ships, but for alerts once a day, and no long waiting. */
  Config configure() throws IOException {
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
  void giveAway() throws IOException {
    root.run("chroot $root chown -R watcher " + folder);
  }

  /** Each time at which something is due, and what cron made of it. */
  void passUntil(Config config, Instant end) throws IOException {
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

  String pm2(String command) throws IOException {
    return root.run("as_user 'pm2 -s " + command + "'");
  }

  long restarts(String app) throws IOException {
    for (JsonNode each : new ObjectMapper().readTree(pm2("jlist"))) {
      if (each.get("name").asText().equals(app)) {
        return each.get("pm2_env").get("restart_time").asLong();
      }
    }
    throw new AssertionError("PM2 does not have " + app);
  }

  long dead(String table) throws SQLException {
    return number(
        "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = '%s'".formatted(table));
  }

  /** The server's statistics follow what was done. */
  long awaitDead(String table) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (dead(table) == 0 && System.nanoTime() < end) {
      database.execute("SELECT pg_sleep(0.1)");
    }
    return dead(table);
  }

  long number(String sql) throws SQLException {
    try (Connection admin = database.server().admin();
        Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
