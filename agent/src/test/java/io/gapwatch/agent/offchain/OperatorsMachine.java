package io.gapwatch.agent.offchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A machine of the operators: their database, their PM2, and the configurations that ship. */
final class OperatorsMachine implements AutoCloseable {
  static final Instant HOUR = Instant.parse("2025-11-15T11:00:00Z");
  static final Instant NOW = HOUR.plusSeconds(3000);

  /** The address of a database that nobody serves. */
  static final String NOBODY = "postgres://watcher@127.0.0.1:1/twzrd";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> APPS =
      List.of(
          "twzrd-aggregator",
          "tree-builder-worker",
          "cls-worker-1",
          "milo-aggregator",
          "milo-worker-v2",
          "cls-worker",
          "gateway",
          "stream-listener",
          "tree-builder",
          "cls-discovery");

  private final Path folder;
  private final AtomicInteger copies = new AtomicInteger();
  private Optional<OperatorsDatabase> database = Optional.empty();
  private Optional<RealPm2> pm2 = Optional.empty();
  private String list = "";

  OperatorsMachine(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        Files.createDirectories(folder.resolve(".pm2/logs")).resolve("gateway-error.log"), "");
  }

  OperatorsMachine withDatabase() throws IOException, SQLException {
    database = Optional.of(OperatorsDatabase.start(NOW));
    return this;
  }

  OperatorsMachine withPm2() throws IOException, InterruptedException {
    RealPm2 real = new RealPm2(Files.createDirectory(folder.resolve("pm2")));
    pm2 = Optional.of(real);
    new Apps(real, folder).start(APPS);
    real.pm2("stop", "cls-discovery");
    list = real.pm2("jlist");
    return this;
  }

  private OperatorsDatabase database() {
    return database.orElseThrow();
  }

  /** A copy of the healthy database, with this damage; its address. */
  String database(String damage) throws SQLException {
    String name = "copy" + copies.incrementAndGet();
    database().execute("CREATE DATABASE " + name + " TEMPLATE postgres");
    try (Connection admin = admin(name)) {
      Databases.execute(
          admin,
          Arrays.stream(damage.split(";"))
              .map(sql -> sql.replace("HOUR", Long.toString(HOUR.getEpochSecond())))
              .toArray(String[]::new));
    }
    return address(name);
  }

  /** The address of a database there. */
  String address(String name) {
    return database().url().replaceFirst("/postgres$", "/" + name);
  }

  /** A connection to a database there that may do everything. */
  Connection admin(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database().server().port(), name),
        "postgres",
        "");
  }

  /** A folder with a configuration as it ships, but that it tells nobody. */
  Site site(String name, String url) throws IOException {
    return site(name, url, text -> text);
  }

  /**
   * The same, changed.
   *
   * @param name of the file, without its ending
   * @param url of the database
   * @param changes to the text
   */
  Site site(String name, String url, UnaryOperator<String> changes) throws IOException {
    Path own = Files.createTempDirectory(folder, "site");
    String text =
        Files.readString(
                Path.of("").toAbsolutePath().resolveSibling("config").resolve(name + ".yaml"))
            .replace("{type: pm2}", "{type: pm2, home: %s}".formatted(own));
    Files.writeString(
        own.resolve(name + ".yaml"),
        changes.apply(text).replaceAll("notify: \\[phone.*|notify: \\[team.*", "notify: []"));
    Path secrets =
        Files.write(
            own.resolve(".env"),
            List.of(
                "DATABASE_URL='" + url + "'",
                "UPKEEP_URL='" + url + "'",
                "REDIS_URL=redis://127.0.0.1:1",
                "SLACK_WEBHOOK=http://127.0.0.1:1/hook",
                "PUSHOVER_TOKEN=azGDORePK8gMaC0QOYAMyEEuzJnyUi",
                "PUSHOVER_USER=uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
                "HEALTHCHECKS_PING_URL=http://127.0.0.1:1/ping"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    return new Site(folder, own, name);
  }

  /**
   * The same where PM2 answers what it answers here, but for what {@link Site#listing} changes.
   *
   * @param name of the file, without its ending
   */
  Site siteWithPm2(String name) throws IOException {
    Site site = site(name, NOBODY);
    Path program =
        Files.writeString(
            site.own().resolve("pm2"), "#!/bin/sh\ncat '%s'\n".formatted(site.list()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Path file = site.own().resolve(name + ".yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "\\{type: pm2, home: [^}]*}",
                "{type: pm2, home: %s, program: %s}".formatted(pm2.orElseThrow().home(), program)));
    return site;
  }

  /**
   * What PM2 lists, changed.
   *
   * @param changes {@code APP.path=json}, {@code module NAME} for one more module, or {@code
   *     silence}; several with semicolons between
   */
  String listing(String changes) throws IOException {
    ArrayNode apps =
        (ArrayNode)
            JSON.readTree(list.lines().filter(line -> line.startsWith("[{")).findFirst().get());
    for (String change : changes.strip().split("\\s*;\\s*", -1)) {
      if (change.equals("silence")) {
        return "";
      } else if (change.startsWith("module ")) {
        ObjectNode module = apps.get(0).deepCopy();
        module.put("name", change.substring("module ".length()));
        module.withObject("/pm2_env").put("pmx_module", true).put("restart_time", 99);
        apps.add(module);
      } else if (!change.isEmpty()) {
        change(apps, change.substring(0, change.indexOf('=')), change.split("=", 2)[1]);
      }
    }
    return apps.toString();
  }

  private static void change(ArrayNode apps, String path, String value) throws IOException {
    String[] parts = path.split("\\.", -1);
    for (JsonNode app : apps) {
      if (app.get("name").asText().equals(parts[0])) {
        ObjectNode node = (ObjectNode) app;
        for (int i = 1; i < parts.length - 1; i++) {
          node = (ObjectNode) node.get(parts[i]);
        }
        node.set(parts[parts.length - 1], JSON.readTree(value));
        return;
      }
    }
    throw new IllegalArgumentException(path);
  }

  @Override
  public void close() throws IOException {
    if (pm2.isPresent()) {
      pm2.get().close();
    }
    if (database.isPresent()) {
      database.get().close();
    }
  }

  /**
   * A folder with a configuration.
   *
   * @param home of its user
   */
  record Site(Path home, Path own, String name) {

    /** What its PM2 prints, if it has one of its own. */
    Path list() {
      return own.resolve("list.json");
    }

    /** The checks of one run. */
    Checks run(String job, Instant at) throws IOException {
      Environment environment =
          new Environment(Map.of("HOME", home.toString()), Clock.fixed(at, ZoneOffset.UTC), own);
      Config config =
          new Configs(environment).load(Optional.of(own.resolve(name + ".yaml")), Optional.empty());
      return new Checks(
          new Agent(environment)
              .jobs()
              .run(config, job, at, RunListener.SILENT)
              .orElseThrow()
              .checks());
    }
  }
}
