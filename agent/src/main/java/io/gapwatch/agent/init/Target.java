package io.gapwatch.agent.init;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.text.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something to watch.
 *
 * @param name of the source in the configuration
 * @param type of the source
 * @param keys the other settings of the source, in YAML
 * @param secrets the secrets that the settings name, by name
 * @param shown for people, without secrets
 */
public record Target(
    String name, String type, String keys, Map<String, Secret> secrets, String shown) {
  static final String DATABASE_URL = "DATABASE_URL";
  static final String REDIS_URL = "REDIS_URL";
  static final String PM2_HOME = "PM2_HOME";
  private static final String TOKEN = "MOTHERDUCK_TOKEN";

  public Target {
    secrets = Map.copyOf(secrets);
  }

  static Target machine() {
    return new Target("machine", "host", "", Map.of(), "this machine");
  }

  /** PM2, with its home where the environment names one: cron will not know the variable. */
  static Target pm2(Map<String, String> variables, Path folder) {
    String home = variables.getOrDefault(PM2_HOME, "");
    String keys = home.isEmpty() ? "" : "home: " + Yaml.text(folder.resolve(home).toString());
    return new Target("workers", "pm2", keys, Map.of(), "PM2");
  }

  /**
   * What was given on the command line.
   *
   * @param folder the working directory
   * @param base the folder of the configuration, to which a path in it is relative
   * @throws GapwatchException if it is nothing that can be watched
   */
  static Target of(String given, Map<String, String> variables, Path folder, Path base) {
    if (given.equals("machine")) {
      return machine();
    }
    if (given.equals("pm2")) {
      return pm2(variables, folder);
    }
    if (given.startsWith("md:")) {
      return motherDuck(given, variables);
    }
    if (given.matches("(?s)(jdbc:)?postgres(ql)?://.*")) {
      return secret("database", "postgres", DATABASE_URL, given, "the PostgreSQL database");
    }
    if (given.matches("(?s)rediss?://.*")) {
      return secret("cache", "redis", REDIS_URL, given, "Redis");
    }
    if (given.contains("://")) {
      throw new GapwatchException(
          "init knows no %s: give a DuckDB, CSV or Parquet file, md:NAME, postgres://…, redis://…,"
                  .formatted(given.substring(0, given.indexOf("://") + 3))
              + " pm2 or machine; other sources are described in docs/configure.md");
    }
    return file(given, folder, base);
  }

  private static Target file(String given, Path folder, Path base) {
    Path file = folder.resolve(given).normalize();
    boolean several = given.matches(".*[*?\\[].*");
    if (Files.isDirectory(file)) {
      throw new GapwatchException(
          (given.contains("@") ? "this" : given)
              + " is a folder; give a file in it, or several of one table: \"data/*.parquet\"");
    }
    if (!several && !Files.exists(file)) {
      throw new GapwatchException(
          "there is no file "
              + (given.contains("@") ? "of this name" : Redaction.of(given))
              + "; give a DuckDB, CSV or Parquet file, md:NAME, postgres://…, redis://…, pm2 or"
              + " machine");
    }
    String path =
        file.startsWith(base) ? base.relativize(file).toString() : file.toAbsolutePath().toString();
    return new Target(
        name(String.valueOf(file.getFileName())),
        "duckdb",
        "url: " + Yaml.text(path),
        Map.of(),
        given);
  }

  private static Target motherDuck(String given, Map<String, String> variables) {
    String token = variables.get(TOKEN);
    if (given.contains("motherduck_token")) {
      throw new GapwatchException(
          "the token does not belong into the address, where process lists show it: export "
              + TOKEN
              + "=…, and give md:NAME");
    }
    if (token == null) {
      throw new GapwatchException(
          given
              + " needs a token, which is looked for in the environment: export "
              + TOKEN
              + "=… (create one in MotherDuck's settings)");
    }
    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put(TOKEN, new Secret(token));
    return new Target(
        name(given.substring(3)),
        "duckdb",
        "url: %s, token: \"${secret:%s}\"".formatted(Yaml.text(given), TOKEN),
        secrets,
        given);
  }

  static Target secret(String name, String type, String secret, String url, String shown) {
    return new Target(
        name,
        type,
        "url: \"${secret:%s}\"".formatted(secret),
        Map.of(secret, new Secret(url)),
        shown);
  }

  /** A name that the configuration takes: that of the file, without what is not in names. */
  private static String name(String from) {
    String name =
        from.replaceFirst("[*?\\[].*$", "")
            .replaceFirst("\\.[A-Za-z0-9.]+$", "")
            .replaceAll("[^A-Za-z0-9_-]+", "-")
            .replaceAll("^[^A-Za-z0-9]+|[-_]+$", "")
            .toLowerCase(Locale.ROOT);
    return name.isEmpty() || name.equals("machine") ? "data" : name;
  }

  @Override
  public String toString() {
    return shown;
  }
}
