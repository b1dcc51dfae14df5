package io.gapwatch.agent.init;

import io.gapwatch.agent.config.schema.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What there is to watch here, without being told: files, addresses in the environment, PM2, a
 * Redis of this machine.
 *
 * @param folder the working directory, whose files are looked at, not those below
 * @param base the folder of the configuration
 * @param redis whether a Redis answers at this machine's usual port
 */
record Nearby(Map<String, String> variables, Path folder, Path base, BooleanSupplier redis) {
  private static final int MOST_FILES = 10;
  private static final int REDIS_PORT = 6379;
  private static final int TIMEOUT_MS = 300;

  static Nearby here(Map<String, String> variables, Path folder, Path base) {
    return new Nearby(variables, folder, base, Nearby::redisAnswers);
  }

  List<Target> targets() {
    List<Target> all = new ArrayList<>();
    for (String file : files()) {
      all.add(Target.of(file, variables, folder, base));
    }
    Optional.ofNullable(variables.get(Target.DATABASE_URL))
        .filter(url -> url.matches("(?s)(jdbc:)?postgres(ql)?://.*"))
        .ifPresent(
            url ->
                all.add(
                    Target.secret(
                        "database",
                        "postgres",
                        Target.DATABASE_URL,
                        url,
                        "the PostgreSQL database of $DATABASE_URL")));
    cache().ifPresent(all::add);
    if (Files.exists(pm2Home().resolve("rpc.sock"))) {
      all.add(Target.pm2(variables, folder));
    }
    return List.copyOf(all);
  }

  private Optional<Target> cache() {
    String url = variables.get(Target.REDIS_URL);
    if (url != null) {
      return Optional.of(
          new Target(
              "cache",
              "redis",
              "url: \"${secret:REDIS_URL}\"",
              Map.of(Target.REDIS_URL, new Secret(url)),
              "the Redis of $REDIS_URL"));
    }
    return redis.getAsBoolean()
        ? Optional.of(
            new Target(
                "cache",
                "redis",
                "url: \"redis://127.0.0.1\"",
                Map.of(),
                "Redis on 127.0.0.1:6379"))
        : Optional.empty();
  }

  private Path pm2Home() {
    String home = variables.getOrDefault("HOME", System.getProperty("user.home", "/"));
    String named = variables.getOrDefault(Target.PM2_HOME, "");
    return folder.resolve(named.isEmpty() ? home + "/.pm2" : named);
  }

  /** Databases and data by their names, so many at most; one of each name. */
  private List<String> files() {
    Map<String, String> byName = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isRegularFile)
          .sorted()
          .filter(Nearby::isData)
          .map(file -> file.getFileName().toString())
          .forEach(name -> byName.putIfAbsent(name.replaceFirst("\\..*", ""), name));
    } catch (IOException unreadable) {
      return List.of();
    }
    return byName.values().stream().limit(MOST_FILES).toList();
  }

  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    return name.matches("(?i).*\\.(csv|parquet)(\\.gz|\\.zst)?")
        || (name.matches("(?i).*\\.(duckdb|ddb|db)") && isDuckDb(file));
  }

  /** By the mark behind a checksum of eight bytes. */
  private static boolean isDuckDb(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1).startsWith("DUCK", 8);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean redisAnswers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), REDIS_PORT), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      // +PONG, or -NOAUTH.
      return first == '+' || first == '-';
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}
