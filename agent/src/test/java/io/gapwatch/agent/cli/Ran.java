package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One command line that was run, and what became of it. */
public record Ran(int code, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  public static Ran gapwatch(Path folder, String... arguments) {
    return gapwatch(folder, Map.of(), false, arguments);
  }

  public static Ran gapwatch(
      Path folder, Map<String, String> variables, boolean terminal, String... arguments) {
    int now = Arrays.asList(arguments).indexOf("--now");
    if (now < 0 || !arguments[0].equals("run") || Arrays.asList(arguments).contains("--state")) {
      return at(NOW, folder, variables, terminal, arguments);
    }
    // A run of another time, and no replay: the machine's clock shows it.
    List<String> others = new ArrayList<>(List.of(arguments));
    others.remove(now);
    Instant time = Instant.parse(others.remove(now));
    return at(time, folder, variables, terminal, others.toArray(String[]::new));
  }

  /** With the machine's clock at this time. */
  static Ran at(
      Instant now,
      Path folder,
      Map<String, String> variables,
      boolean terminal,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Environment environment = new Environment(variables, Clock.fixed(now, ZoneOffset.UTC), folder);
    int code =
        GapwatchCommand.run(
            environment,
            terminal,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
