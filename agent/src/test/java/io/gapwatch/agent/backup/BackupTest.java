package io.gapwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.backup.Restore.Restored;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Path state;
  private final Path archive;
  private final Path fresh;
  private final Path config;

  BackupTest(@TempDir Path folder) {
    state = folder.resolve("state");
    archive = folder.resolve("backup.zip");
    fresh = folder.resolve("fresh");
    config = folder.resolve("gapwatch.yaml");
  }

  @BeforeEach
  void fill() throws Exception {
    Files.writeString(config, "version: 1\n");
    try (History history = History.open(state)) {
      addRun(history, "run1", NOW.minusSeconds(60));
    }
  }

  @Test
  void comesBackWhole() throws Exception {
    backUp();

    Restored restored = new Restore(fresh).from(archive, false, NOW);

    assertThat(restored.made()).isEqualTo(NOW);
    assertThat(restored.agent()).isEqualTo("1.2.3");
    assertThat(restored.replaced()).isEmpty();
    assertThat(restored.config()).contains(fresh.resolve("gapwatch.yaml.restored"));
    assertThat(Files.readString(fresh.resolve("gapwatch.yaml.restored"))).isEqualTo("version: 1\n");
    assertThat(lastRun(fresh)).isEqualTo("run1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(fresh.resolve("history.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void isMadeWhileARunGoesOn() {
    try (History running = History.open(state)) {
      running.runs().start(Run.started("run2", "chain", NOW));
      backUp();
      running.runs().finish(Run.started("run2", "chain", NOW).ended(NOW, Status.OK, 0));
    }
    new Restore(fresh).from(archive, false, NOW);

    try (History history = History.open(fresh)) {
      assertThat(history.runs().unfinished("chain")).extracting(Run::id).containsExactly("run2");
    }
  }

  @Test
  void replacesNoHistoryUnasked() {
    backUp();

    assertThatThrownBy(() -> new Restore(state).from(archive, false, NOW))
        .isInstanceOf(BackupUnusableException.class)
        .hasMessageContaining("already has a history; add --force");
    assertThat(lastRun(state)).isEqualTo("run1");
  }

  /** Who then adds --force should have a backup. */
  @Test
  void asksForNothingBeforeItHasReadTheBackup() throws Exception {
    assertThatThrownBy(() -> new Restore(state).from(archive, false, NOW))
        .isInstanceOf(BackupUnusableException.class)
        .hasMessageContaining("no such file")
        .hasMessageNotContaining("--force");
    Files.writeString(archive, "this is no backup");
    assertThatThrownBy(() -> new Restore(state).from(archive, false, NOW))
        .isInstanceOf(BackupUnusableException.class)
        .hasMessageContaining("is not a Gapwatch backup");
  }

  @Test
  void keepsWhatItReplaces() {
    backUp();
    try (History history = History.open(state)) {
      addRun(history, "run2", NOW);
    }

    Path kept = new Restore(state).from(archive, true, NOW).replaced().orElseThrow();

    assertThat(lastRun(state)).isEqualTo("run1");
    assertThat(lastRun(kept)).isEqualTo("run2");
  }

  @Test
  void keepsAllThatIsReplacedWithinOneSecond() {
    backUp();
    Path first = new Restore(state).from(archive, true, NOW).replaced().orElseThrow();
    try (History history = History.open(state)) {
      addRun(history, "run2", NOW);
    }

    Path second =
        new Restore(state).from(archive, true, NOW.plusMillis(1)).replaced().orElseThrow();
    Path third = new Restore(state).from(archive, true, NOW.plusMillis(2)).replaced().orElseThrow();

    assertThat(lastRun(first)).isEqualTo("run1");
    assertThat(lastRun(second)).isEqualTo("run2");
    assertThat(lastRun(third)).isEqualTo("run1");
  }

  @Test
  void replacesADamagedHistory() throws Exception {
    backUp();
    Files.writeString(state.resolve("history.db"), "this is not a database");

    new Restore(state).from(archive, true, NOW);

    assertThat(lastRun(state)).isEqualTo("run1");
  }

  @Test
  void aDamagedArchiveChangesNothing() throws Exception {
    backUp();
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertUnusable("is not a Gapwatch backup, or it is truncated");
  }

  @Test
  void aHistoryThatIsNotTheOneOfTheManifestChangesNothing() throws Exception {
    pack("format=1\nsha256.history.db=" + "0".repeat(64) + "\n", "anything");

    assertUnusable("its SHA-256 does not match the manifest");
  }

  @Test
  void aHistoryThatIsNoneChangesNothing() throws Exception {
    Path text = Files.writeString(archive.resolveSibling("text"), "this is not a database");
    pack("format=1\nsha256.history.db=" + Manifest.sha256(text) + "\n", "this is not a database");

    assertUnusable("the history in the backup is unusable");
  }

  @Test
  void anArchiveChoosesNotWhereItsFilesGo() throws Exception {
    Path text = Files.writeString(archive.resolveSibling("text"), "x");
    pack("format=1\nsha256.../../evil=" + Manifest.sha256(text) + "\n", "x");

    assertUnusable("contains no history");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeIsNotWaitedFor() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", archive.toString()).start().waitFor()).isZero();
    assertUnusable("it is a named pipe, not an ordinary file");
  }

  @Test
  void aManifestWithoutEndIsNotRead() throws Exception {
    pack("sha256.history.db=" + "0".repeat(1 << 20), "");
    assertUnusable("manifest.properties is missing or too large");
  }

  @Test
  void aLaterFormatIsRefused() throws Exception {
    pack("format=2\n", "x");

    assertUnusable("this release cannot read its manifest");
  }

  @Test
  void overwritesNoFile() throws Exception {
    Files.writeString(archive, "precious");

    assertThatThrownBy(this::backUp).hasMessageContaining("already exists");
    assertThat(Files.readString(archive)).isEqualTo("precious");
  }

  @Test
  void leavesNothingBesideTheArchive() throws Exception {
    backUp();

    try (Stream<Path> files = Files.list(archive.resolveSibling("."))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("backup.zip", "gapwatch.yaml", "state");
    }
  }

  private void assertUnusable(String why) throws IOException {
    assertThatThrownBy(() -> new Restore(state).from(archive, true, NOW))
        .isInstanceOf(BackupUnusableException.class)
        .hasMessageContaining(why);
    assertThat(lastRun(state)).isEqualTo("run1");
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("history.db");
    }
  }

  private void backUp() {
    try (History history = History.open(state)) {
      new Backup("1.2.3").write(archive, history, Optional.of(config), NOW);
    }
  }

  private void pack(String manifest, String history) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(manifest.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(Backup.HISTORY));
      zip.write(history.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void addRun(History history, String id, Instant at) {
    history.runs().finish(Run.started(id, "chain", at).ended(at, Status.OK, 0));
  }

  private static String lastRun(Path folder) {
    try (History history = History.open(folder)) {
      return history.runs().last("chain").orElseThrow().id();
    }
  }
}
