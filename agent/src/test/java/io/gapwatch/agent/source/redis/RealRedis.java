package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.FreePort;
import io.gapwatch.agent.config.schema.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Debian's redis-server on loopback, with a folder of its own. */
public final class RealRedis implements AutoCloseable {
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final int port;
  private final Process process;
  private final Path log;

  private RealRedis(int port, Process process, Path log) {
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /** Starts one. */
  public static RealRedis start(Path folder, String... options) throws IOException {
    return start(folder, "--port", options);
  }

  /** Starts one that speaks TLS only. */
  public static RealRedis startWithTls(Path folder, String... options) throws IOException {
    return start(folder, "--tls-port", options);
  }

  private static RealRedis start(Path folder, String portOption, String... options)
      throws IOException {
    while (true) {
      RealRedis redis = start(folder, portOption, FreePort.number(), options);
      if (redis.isServing()) {
        return redis;
      }
    }
  }

  private static RealRedis start(Path folder, String portOption, int port, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-server"));
    if (!portOption.equals("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    command.addAll(List.of(portOption, String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--save", "", "--daemonize", "no"));
    command.addAll(List.of(options));
    Path log = folder.resolveSibling(folder.getFileName() + "-" + port + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new RealRedis(port, process, log);
  }

  /**
   * Waits until it serves; false if somebody else took the port in the meantime. Its own log says
   * so: whoever answers at the port may be that other.
   */
  private boolean isServing() throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      boolean ended = !process.isAlive();
      String said = Files.readString(log);
      if (said.contains("Ready to accept connections")) {
        return true;
      }
      if (ended && said.contains("Address already in use")) {
        return false;
      }
      if (ended || System.nanoTime() > end) {
        stop();
        throw new IOException("redis-server does not listen: " + said);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  public int port() {
    return port;
  }

  /** Its address with this in front of the host, such as {@code :word@}. */
  public String url(String who) {
    return "redis://" + who + "127.0.0.1:" + port;
  }

  RedisSource source(String who) {
    return source("redis", who, Optional.empty());
  }

  RedisSource source(String scheme, String who, Optional<Path> authorities) {
    String url = scheme + "://" + who + "127.0.0.1:" + port;
    return new RedisSource("cache", RedisAddress.parse("cache", new Secret(url)), authorities);
  }

  /** A connection as this user. */
  public RedisSession session(String who) {
    return (RedisSession) source(who).open(TIMEOUT);
  }

  /** A connection that is served, even where the server still counts one that has ended. */
  public RedisSession served() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      RedisSession session = session("");
      try {
        session.ask(TIMEOUT, "PING");
        return session;
      } catch (RedisRefusal full) {
        session.close();
        if (System.nanoTime() > end) {
          throw new AssertionError("it never had room", full);
        }
      }
    }
  }

  /** Runs one command as this user. */
  public String run(String who, String... command) {
    try (RedisSession session = session(who)) {
      return session.ask(TIMEOUT, command);
    }
  }

  /** Runs one command; a refusal has a minus in front. */
  public String attempt(String... command) {
    try {
      return run("", command);
    } catch (RedisRefusal refusal) {
      return "-" + refusal.line();
    }
  }

  /** Returns when INFO says so. */
  public void awaitInfo(String text) {
    awaitInfo(info -> info.contains(text), text);
  }

  /** Until it has run for so many seconds, or for longer. */
  public void awaitUptime(long seconds) {
    Pattern uptime = Pattern.compile("uptime_in_seconds:(\\d+)");
    awaitInfo(
        info ->
            uptime.matcher(info).results().anyMatch(it -> Long.parseLong(it.group(1)) >= seconds),
        "uptime_in_seconds:" + seconds);
  }

  private void awaitInfo(Predicate<String> is, String text) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!is.test(run("", "INFO"))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("INFO never said " + text);
      }
    }
  }

  /** Stops or continues the process without ending it. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Ends it at once. */
  public void stop() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    stop();
  }
}
