package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** One command line that was run, and what became of it. */
public record Ran(int code, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  public static Ran gapwatch(Path folder, String... arguments) {
    return gapwatch(folder, Map.of(), false, arguments);
  }

  static Ran gapwatch(
      Path folder, Map<String, String> variables, boolean terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Environment environment = new Environment(variables, Clock.fixed(NOW, ZoneOffset.UTC), folder);
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
