package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file for each run, for those who read files. */
class ReportFilesTest extends Installation {
  ReportFilesTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void eachRunLeavesItsReportAndThoseOfBeforeAreKeptForTwoDays() throws IOException {
    configure("reports: {to: logs/monitoring}");
    Path old = written("monitor_2026-11-18_23-00-00.log", 49);
    Path young = written("monitor_2026-11-19_02-00-00.log", 46);
    Path others = written("app.log", 1000);

    gapwatch("run", "chain");

    Path file = folder.resolve("logs/monitoring/monitor_2026-11-21_00-00-00.log");
    assertThat(file).content().contains("CRITICAL", "HEALTH CHECK FAILED", "phone: ");
    assertThat(old).doesNotExist();
    assertThat(List.of(young, others)).allMatch(Files::exists);
  }

  @Test
  void withoutTheSettingThereIsNoFile() throws IOException {
    gapwatch("run", "chain");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("monitor_"));
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndNothingElseFails() throws IOException {
    Files.writeString(folder.resolve("logs"), "in the way");
    configure("reports: {to: logs/monitoring, keep: 1h}");

    Ran run = gapwatch("run", "chain");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("⚠️ the report was not written to ");
    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void aLinkInItsPlaceIsReplacedAndNotFollowed() throws IOException {
    configure("reports: {to: logs/monitoring}");
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    Path link = written("monitor_2026-11-21_00-00-00.log", 0);
    Files.delete(link);
    Files.createSymbolicLink(link, precious);

    gapwatch("run", "chain");

    assertThat(precious).hasContent("mine");
    assertThat(link).isRegularFile();
  }

  private Path written(String name, int hoursAgo) throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs/monitoring"));
    Path file = Files.writeString(logs.resolve(name), "old");
    Files.setLastModifiedTime(file, FileTime.from(Ran.NOW.minus(Duration.ofHours(hoursAgo))));
    return file;
  }

  private void configure(String setting) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file, Files.readString(file).replace("    notify:", "    " + setting + "\n    notify:"));
  }
}
