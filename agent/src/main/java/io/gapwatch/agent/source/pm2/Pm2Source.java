package io.gapwatch.agent.source.pm2;

import io.gapwatch.agent.source.Program;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One PM2 daemon, asked by its own program.
 *
 * @param home PM2_HOME
 * @param program the {@code pm2} program, by name or path
 * @param node the {@code node} program, where the PATH of cron lacks it
 */
record Pm2Source(String name, Path home, String program, Optional<Path> node) implements Source {
  /** About 5 kB an app. */
  private static final int MOST = 32 << 20;

  @Override
  public Session open(Duration timeout) {
    new Pm2Daemon(name, home).mustBeAlive();
    return new Opened(this);
  }

  @Override
  public Session openForUpkeep(Duration timeout) {
    new Pm2Daemon(name, home).mustBeAlive();
    return new Controlled(this);
  }

  @Override
  public Optional<String> identity() {
    return Optional.of("pm2 " + home);
  }

  private record Controlled(Pm2Source source) implements Pm2Control {
    @Override
    public List<Pm2Process> processes(Duration timeout) {
      return source.processes(timeout);
    }

    @Override
    public void restart(List<Long> ids, Duration timeout) {
      source.restart(ids, timeout);
    }

    @Override
    public String answeredBy() {
      return "PM2 in " + source.home;
    }

    @Override
    public String identity() {
      return source.identity().orElseThrow();
    }

    @Override
    public void close() {
      // Each command is a process of its own.
    }
  }

  private static final class Opened implements Pm2Session {
    private final Pm2Source source;
    private @Nullable List<Pm2App> apps;

    Opened(Pm2Source source) {
      this.source = source;
    }

    @Override
    public List<Pm2App> apps(Duration timeout) {
      List<Pm2App> known = apps;
      if (known == null) {
        known = source.processes(timeout).stream().map(Pm2Process::app).toList();
        apps = known;
      }
      return known;
    }

    @Override
    public boolean answers(Duration timeout) {
      apps(timeout);
      return true;
    }

    @Override
    public String answeredBy() {
      return "PM2 in " + source.home;
    }

    @Override
    public String identity() {
      return source.identity().orElseThrow();
    }

    @Override
    public void close() {
      // Each question is a process of its own.
    }
  }

  private List<Pm2Process> processes(Duration timeout) {
    Program.Output output =
        run(
            List.of("jlist"),
            timeout,
            "list its processes",
            "see whether pm2 list answers at all; pm2 update restarts a daemon that does not");
    return Pm2List.processes(output.out()).orElseThrow(() -> noList(output));
  }

  private void restart(List<Long> ids, Duration timeout) {
    List<String> arguments = new ArrayList<>(List.of("restart"));
    ids.forEach(id -> arguments.add(Long.toString(id)));
    Program.Output output =
        run(arguments, timeout, "restart them", "see pm2 list for what became of them");
    if (output.exit() != 0) {
      throw new SourceUnavailableException(
          "%s: pm2 %s failed (exit code %d)"
              .formatted(name, String.join(" ", arguments), output.exit()),
          "try the same by hand: PM2_HOME=%s pm2 %s".formatted(home, String.join(" ", arguments)));
    }
  }

  private Program.Output run(List<String> arguments, Duration timeout, String what, String remedy) {
    // Again, because the daemon may have died since: this must never start one.
    new Pm2Daemon(name, home).mustBeAlive();
    List<String> command = new ArrayList<>(List.of(program, "-s"));
    command.addAll(arguments);
    try {
      return new Program(command, folders(), variables()).run(timeout, MOST);
    } catch (TimeoutException e) {
      throw new SourceUnavailableException(
          "%s: pm2 did not %s within %s".formatted(name, what, Durations.text(timeout)), remedy);
    } catch (IOException e) {
      throw new SourceUnavailableException(
          "%s: could not run %s".formatted(name, program),
          "name the program in the source: program: /path/to/pm2 (which pm2 tells it)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailableException(name + ": interrupted", "run it again");
    }
  }

  /** What pm2 prints is not shown: it may hold secrets of the apps. */
  private SourceUnavailableException noList(Program.Output output) {
    boolean noNode = output.err().contains("node") && output.exit() == 127;
    return new SourceUnavailableException(
        noNode
            ? name + ": pm2 could not be run: there is no node in its PATH"
            : "%s: pm2 jlist printed no list (exit code %d)".formatted(name, output.exit()),
        noNode
            ? "name the program in the source: node: /path/to/node (which node tells it)"
            : "see what it says: PM2_HOME=%s pm2 jlist | tail -c 300".formatted(home));
  }

  /** Where cron's PATH lacks node or pm2, it lacks what lies beside them. */
  private List<String> folders() {
    Stream<Path> named =
        program.contains("/") ? Stream.of(Path.of(program).toAbsolutePath()) : Stream.of();
    return Stream.concat(node.stream(), named)
        .map(Path::getParent)
        .filter(Objects::nonNull)
        .map(Path::toString)
        .toList();
  }

  private Map<String, String> variables() {
    return Map.of(
        "HOME", System.getProperty("user.home", "/"),
        "PM2_HOME", home.toString(),
        "LC_ALL", "C.UTF-8");
  }
}
