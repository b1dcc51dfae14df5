package io.gapwatch.agent.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Path folder;
  private final StaleFiles logs;

  StaleFilesTest(@TempDir Path folder) {
    this.folder = folder;
    logs = new StaleFiles(folder, "glob:*.log", Duration.ofDays(2));
  }

  @Test
  void deletesWhatIsOlderThanItsAge() throws Exception {
    Path old = file("chain.1.log", Duration.ofHours(49));
    Path young = file("chain.log", Duration.ofHours(47));

    assertThat(logs.sweep(NOW).files()).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void leavesOtherNamesAlone() throws Exception {
    Path other = file("history.db", Duration.ofDays(400));
    Path nearly = file("chain.log.gz", Duration.ofDays(400));

    assertThat(logs.sweep(NOW).files()).isZero();
    assertThat(other).exists();
    assertThat(nearly).exists();
  }

  /** As a watch that has had nothing to say for days holds its log. */
  @Test
  void leavesWhatAProcessHoldsOpen() throws Exception {
    Path held = file("watch.log", Duration.ofHours(49));
    try (OutputStream open = Files.newOutputStream(held, StandardOpenOption.APPEND)) {
      assertThat(logs.sweep(NOW)).isEqualTo(new StaleFiles.Swept(0, List.of()));
      open.write('x');
    }
    Files.setLastModifiedTime(held, FileTime.from(NOW.minus(Duration.ofHours(49))));

    assertThat(logs.sweep(NOW).files()).isEqualTo(1);
    assertThat(held).doesNotExist();
  }

  @Test
  void followsNoLinkToAFile() throws Exception {
    Path precious = file("precious", Duration.ofDays(400));
    Path link = Files.createSymbolicLink(folder.resolve("evil.log"), precious);

    assertThat(logs.sweep(NOW).files()).isZero();
    assertThat(precious).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void followsNoLinkToAFolder() throws Exception {
    Path old = file("chain.log", Duration.ofDays(400));
    Path elsewhere = Files.createSymbolicLink(folder.resolve("logs"), folder);

    assertThat(new StaleFiles(elsewhere, "glob:*.log", Duration.ofDays(2)).sweep(NOW).files())
        .isZero();
    assertThat(old).exists();
  }

  @Test
  void neverDeletesAFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("folder.log"));
    Files.setLastModifiedTime(inner, FileTime.from(NOW.minus(Duration.ofDays(400))));

    assertThat(logs.sweep(NOW).files()).isZero();
    assertThat(inner).exists();
  }

  @Test
  void aMissingFolderIsNoProblem() {
    StaleFiles nowhere =
        new StaleFiles(folder.resolve("missing"), "glob:*.log", Duration.ofDays(2));

    assertThat(nowhere.sweep(NOW)).isEqualTo(new StaleFiles.Swept(0, List.of()));
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "text");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    return file;
  }
}
