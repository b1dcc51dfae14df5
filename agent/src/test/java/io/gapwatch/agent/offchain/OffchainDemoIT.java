package io.gapwatch.agent.offchain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Narrator;
import io.gapwatch.agent.report.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story that {@code scripts/demo offchain} tells. */
@Timeout(300)
class OffchainDemoIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void itGoesAsPlanned() throws IOException, SQLException, InterruptedException {
    StringWriter told = new StringWriter();

    boolean asPlanned =
        OffchainDemo.tell(
            folder,
            Path.of("").toAbsolutePath().resolveSibling("config").resolve("offchain.yaml"),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
            new Narrator(new PrintWriter(told), Style.PLAIN),
            () -> false);

    assertThat(asPlanned).as("%s", told).isTrue();
    assertThat(told.toString())
        .contains("PROCESS STATUS", "RECENT EPOCHS", "SYSTEM RESOURCES", "That is a full cycle.")
        .contains("cls-worker-1 is stopped", "CRITICAL milo: newest epoch", "INFO errors: 1 line")
        .contains("resolved cls-worker-1", "resolved milo: newest epoch");
  }

  @Test
  void ctrlCLeavesNothingBehind() throws IOException, InterruptedException {
    Process demo =
        new ProcessBuilder(
                // A build in the background ignores Ctrl-C, and so would what it starts.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-Duser.timezone=UTC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                "io.gapwatch.agent.offchain.OffchainDemo",
                Path.of("../config/offchain.yaml").toAbsolutePath().toString(),
                "plain")
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = demo.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains("The story begins")) {
          assertThat(commandLines()).as("%s", said).anyMatch(this::isOfTheDemo);
          new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();
        }
      }
    }
    demo.waitFor();

    assertThat(said).contains("The story begins").doesNotContain("That is a full cycle.");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (commandLines().stream().anyMatch(this::isOfTheDemo) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(commandLines()).noneMatch(this::isOfTheDemo);
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(folder.toString());
  }

  private boolean isOfTheDemo(String commandLine) {
    return commandLine.contains(folder.toString());
  }

  private static List<String> commandLines() throws IOException {
    List<String> all = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          all.add(Files.readString(process.resolve("cmdline")).replace('\0', ' '));
        } catch (IOException ended) {
          all.add("");
        }
      }
    }
    return all;
  }
}
