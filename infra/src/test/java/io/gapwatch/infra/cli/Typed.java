package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.SettingsFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;

/** A command line that is typed at {@link SettingsFixture#NOW}, in this process. */
final class Typed {
  private Typed() {}

  /** Returns the exit code; what was printed goes to the end of both texts. */
  static int run(StringWriter out, StringWriter err, String... words) {
    return GapctlCommand.run(
        InstantSource.fixed(SettingsFixture.NOW),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        words);
  }
}
