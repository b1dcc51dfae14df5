package io.gapwatch.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a run leaves for node-exporter. */
class ExpositionTest {
  private final Path folder;
  private final Path file;

  ExpositionTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("gapwatch.prom");
  }

  @BeforeEach
  void configure() throws IOException {
    configure("gapwatch.prom");
  }

  private void configure(String textfile) throws IOException {
    Watched.configure(folder, "metrics: {textfile: " + textfile + "}");
  }

  @Test
  void eachRunWritesWhatItFound() throws IOException {
    Ran ran = Ran.gapwatch(folder, "run", "chain");
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(Files.readString(file))
        .contains(
            "\ngapwatch_check_status{check=\"blocks\",job=\"chain\",source=\"rows\",status=\"ok\"} 1\n",
            "\ngapwatch_check_status{check=\"gone\",job=\"chain\",source=\"gone\",status=\"ok\"} 0\n",
            "\ngapwatch_check_status{check=\"gone\",job=\"chain\",source=\"gone\",status=\"unknown\"} 1\n",
            "\ngapwatch_gaps_missing{check=\"holes\",job=\"chain\",source=\"rows\"} 3\n",
            "\ngapwatch_incidents_open{job=\"chain\",severity=\"critical\"} 2\n",
            "\ngapwatch_incidents_open{job=\"chain\",severity=\"unknown\"} 1\n",
            "\ngapwatch_run_status{job=\"chain\",status=\"unknown\"} 1\n",
            "\ngapwatch_run_last_start_timestamp_seconds{job=\"chain\"} 1795219200\n",
            "\ngapwatch_runs_of_a_day{job=\"chain\",status=\"unknown\"} 1\n",
            "\ngapwatch_outbox_messages{channel=\"own\"} 0\n",
            "\ngapwatch_deliveries_kept{channel=\"own\",state=\"delivered\"} 3\n")
        .endsWith("\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .doesNotContain(".gapwatch.prom.new");
    }
  }

  /** A number that nobody measured would be read as health. */
  @Test
  void whatCouldNotBeMeasuredHasNoNumber() throws IOException {
    Ran.gapwatch(folder, "run", "chain");
    assertThat(Files.readString(file).lines())
        .noneMatch(line -> line.contains("check=\"gone\"") && line.contains("_staleness_"))
        .noneMatch(line -> line.startsWith("gapwatch_run_last_success_timestamp_seconds"));
  }

  /** An old file looks as healthy as a new one, but says when the next run was due. */
  @Test
  void aStaleFileTellsThatItIs() throws IOException {
    Ran.gapwatch(folder, "run", "chain");
    assertThat(Files.readString(file))
        .containsPattern("gapwatch_run_next_due_timestamp_seconds\\{job=\"chain\"\\} 17952\\d+\n");
  }

  /** As where the disk of the state is not mounted: nothing there says that runs were stored. */
  @Test
  void withoutAStateFolderNothingIsKnown() throws IOException {
    Ran.gapwatch(folder, "run", "chain");
    Files.move(folder.resolve(".gapwatch"), folder.resolve("elsewhere"));
    Files.writeString(folder.resolve(".gapwatch"), "no folder");
    assertThat(Ran.gapwatch(folder, "run", "chain").out())
        .contains("the metrics say of all checks that they are unknown: there is no history");
    assertThat(Files.readString(file))
        .contains(
            "\ngapwatch_check_status{check=\"blocks\",job=\"chain\",source=\"rows\",status=\"ok\"} 0\n",
            "\ngapwatch_check_status{check=\"blocks\",job=\"chain\",source=\"rows\",status=\"unknown\"} 1\n");
  }

  @Test
  void withoutAHistoryNothingIsKnown() throws IOException {
    Ran.gapwatch(folder, "run", "chain");
    Files.writeString(folder.resolve(".gapwatch/history.db"), "no history");
    assertThat(Ran.gapwatch(folder, "run", "chain").out())
        .contains("the metrics say of all checks that they are unknown: Could not use");
    assertThat(Files.readString(file))
        .contains(
            "\ngapwatch_check_status{check=\"blocks\",job=\"chain\",source=\"rows\",status=\"ok\"} 0\n",
            "\ngapwatch_check_status{check=\"blocks\",job=\"chain\",source=\"rows\",status=\"unknown\"} 1\n",
            "\ngapwatch_run_status{job=\"chain\",status=\"unknown\"} 1\n",
            "\ngapwatch_run_next_due_timestamp_seconds{job=\"chain\"} 17952")
        .doesNotContain("gapwatch_gaps_missing{", "gapwatch_incidents_open{");
  }

  @Test
  void whatCannotBeWrittenIsToldAndChangesNothingElse() throws IOException {
    configure("nowhere/gapwatch.prom");
    Ran ran = Ran.gapwatch(folder, "run", "chain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains("could not write the metrics to " + folder.resolve("nowhere/gapwatch.prom"))
        .contains("there is no such file or folder");
  }

  @Test
  void anotherEndingIsRefused() throws IOException {
    configure("gapwatch.txt");
    assertThat(Ran.gapwatch(folder, "config", "check").err()).contains("ends in .prom");
  }
}
