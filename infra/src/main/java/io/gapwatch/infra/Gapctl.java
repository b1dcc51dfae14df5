package io.gapwatch.infra;

import io.gapwatch.infra.cli.GapctlCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.logging.LogManager;

/** The operator's command line. */
public final class Gapctl {
  private Gapctl() {}

  public static void main(String[] args) {
    // The Pulumi SDK repeats on standard error what it already tells through the engine.
    LogManager.getLogManager().reset();
    System.exit(
        GapctlCommand.run(
            InstantSource.system(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }
}
