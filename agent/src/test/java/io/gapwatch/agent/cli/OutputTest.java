package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not written was not done: a backfill must not run from half a list. */
class OutputTest {
  private final Path folder;

  OutputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "config schema", "--help", "help check"})
  void onAFullDiskIsAFailure(String command) {
    Ran ran = run(command, "No space left on device");
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "gapwatch: the output could not be written in whole, so do not use it: is the disk full?\n");
  }

  @Test
  void aMistypedCommandIsOne() {
    assertThat(run("chekc", "No space left on device").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void mayStopWhereNobodyReadsOn() {
    Ran ran = run("config schema", "Broken pipe");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  private Ran run(String command, String trouble) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException(trouble);
          }
        };
    StringWriter err = new StringWriter();
    int code =
        GapwatchCommand.run(
            new Environment(Map.of(), Clock.fixed(Ran.NOW, ZoneOffset.UTC), folder),
            false,
            Output.to(broken),
            new PrintWriter(err, true),
            command.split(" "));
    return new Ran(code, "", err.toString());
  }
}
