package io.gapwatch.agent.source.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real PM2 from npm with a home of its own. Its apps are Node programs of a line each. */
public final class RealPm2 implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path installed;
  private final Path home;
  private final Path apps;

  /** A home without a daemon. */
  public RealPm2(Path folder) throws IOException, InterruptedException {
    installed = Path.of(run(Map.of(), Path.of(""), "tools/pm2/install").strip());
    home = folder.resolve("home");
    apps = Files.createDirectories(folder.resolve("apps"));
  }

  /** The folder that npm has installed it into. */
  public Path installed() {
    return installed;
  }

  public Path home() {
    return home;
  }

  /** The newest one. */
  public Path program() {
    return installed.resolve("node_modules/pm2/bin/pm2");
  }

  /** One whose daemon is out of date for the newest. */
  Path oldProgram() {
    return installed.resolve("node_modules/pm2-old/bin/pm2");
  }

  public Source source() {
    return new Pm2Source("workers", home, program().toString(), Optional.empty());
  }

  /** Writes a Node program. */
  public Path app(String name, String javascript) throws IOException {
    return Files.writeString(apps.resolve(name), javascript);
  }

  /** Runs a command of the newest PM2. */
  public String pm2(String... arguments) throws IOException, InterruptedException {
    return pm2(program(), Map.of(), apps, arguments);
  }

  /** The same with these variables. */
  public String pm2With(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    return pm2(program(), variables, apps, arguments);
  }

  /** Installs a module that npm has put beside PM2; it is run with these variables. */
  public void installModule(String name, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path module = installed.resolve("node_modules").resolve(name);
    pm2(program(), variables, module, "install", ".");
  }

  String pm2(Path program, Map<String, String> variables, Path from, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(variables);
    all.put("PM2_HOME", home.toString());
    return run(all, from, command.toArray(String[]::new));
  }

  /** The first app of this name, as soon as it is so; PM2 needs a moment for what it is told. */
  Pm2App awaitApp(String name, Predicate<Pm2App> so) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      try (Pm2Session session = (Pm2Session) source().open(TIMEOUT)) {
        Optional<Pm2App> app =
            session.apps(TIMEOUT).stream()
                .filter(one -> one.name().equals(name))
                .filter(so)
                .findFirst();
        if (app.isPresent()) {
          return app.get();
        }
      }
    }
    throw new AssertionError(name + " never came to be so");
  }

  private static String run(Map<String, String> variables, Path folder, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toAbsolutePath().toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<String> lines = output.lines().toList();
    return command[0].endsWith("install") ? lines.get(lines.size() - 1) : output;
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(home.resolve("rpc.sock"))) {
      try {
        pm2("kill");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
