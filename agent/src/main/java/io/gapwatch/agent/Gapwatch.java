package io.gapwatch.agent;

import io.gapwatch.agent.cli.GapwatchCommand;
import io.gapwatch.agent.cli.Output;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.http.Proxies;
import io.gapwatch.agent.run.Crash;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** The program: builds the commands, runs one, exits with its code. */
public final class Gapwatch {
  /** As {@code cli.ExitCode} says, which may be the part that is missing. */
  private static final int FAILED = 2;

  private Gapwatch() {}

  public static void main(String[] args) {
    System.exit(code(args));
  }

  /** Whatever happens: Java would end with 1, which says that something was found unhealthy. */
  private static int code(String[] args) {
    try {
      return run(args);
    } catch (LinkageError e) {
      return notStarted(
          "a part of the program is missing or does not fit; install the release again");
    } catch (RuntimeException | Error e) {
      return notStarted(Crash.inWords(e));
    }
  }

  private static int notStarted(String reason) {
    System.err.println("gapwatch: " + reason);
    return FAILED;
  }

  private static int run(String[] args) {
    // Cron gives no locale; numbers and names are written alike on every machine.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = Output.to(new FileOutputStream(FileDescriptor.out));
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Proxies.use(System.getenv()).forEach(problem -> err.println("gapwatch: " + problem));
    Environment environment =
        new Environment(System.getenv(), Clock.systemUTC(), Path.of("").toAbsolutePath());
    // The launcher knows whether output goes to a terminal; Java knows it only from 22 on.
    int code =
        GapwatchCommand.run(environment, Boolean.getBoolean("gapwatch.terminal"), out, err, args);
    err.flush();
    return code;
  }
}
