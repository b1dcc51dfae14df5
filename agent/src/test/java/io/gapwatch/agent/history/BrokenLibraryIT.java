package io.gapwatch.agent.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.OwnProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SQLite says only once that its native library cannot be loaded, and then throws errors. */
@Timeout(120)
class BrokenLibraryIT {
  private final Path folder;

  BrokenLibraryIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isNoHistoryWhoeverLoadsItFirst() throws Exception {
    Files.writeString(folder.resolve("libsqlitejdbc.so"), "damaged");
    Process process =
        new ProcessBuilder(
                OwnProcess.command(
                    Program.class,
                    List.of(
                        "-Dorg.sqlite.lib.path=" + folder,
                        "-Dorg.sqlite.tmpdir=" + folder.resolve("missing"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                    folder.resolve("state").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(said)
        .containsPattern("open: Could not use the history \\S+: .*library")
        .containsPattern("engine: Could not use the history \\S+: .*library");
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** Opens a history after the library was loaded in the background. */
  static final class Program {
    private Program() {}

    /** Argument: the state folder. */
    public static void main(String[] arguments) {
      History.load();
      tell("open", () -> History.open(Path.of(arguments[0])));
      tell("engine", History::engine);
    }

    private static void tell(String what, Runnable use) {
      try {
        use.run();
      } catch (HistoryUnavailableException e) {
        System.out.println(what + ": " + e.getMessage());
      }
    }
  }
}
