package io.gapwatch.agent;

import io.gapwatch.agent.cli.GapwatchCommand;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.http.Proxies;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/**
 * The program on a machine whose clock shows a time of the test's own: a run of that time, and no
 * replay, which must not touch the history of real runs. Its first argument is {@code --now=TIME}.
 */
public final class At {
  private static final String NOW = "--now=";

  private At() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    Proxies.use(System.getenv());
    Clock clock = Clock.fixed(Instant.parse(arguments[0].substring(NOW.length())), ZoneOffset.UTC);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code =
        GapwatchCommand.run(
            new Environment(System.getenv(), clock, Path.of("").toAbsolutePath()),
            false,
            out,
            err,
            Arrays.copyOfRange(arguments, 1, arguments.length));
    out.flush();
    err.flush();
    System.exit(code);
  }
}
