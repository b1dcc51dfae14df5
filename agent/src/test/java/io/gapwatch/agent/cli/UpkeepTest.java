package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Ping;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, old files, and a disk that takes nothing more. */
class UpkeepTest extends Installation {
  UpkeepTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void secretsInClearAreToldAndKeptOutOfBackups() throws Exception {
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(config, Files.readString(config).replace("${secret:TOKEN}", TOKEN));
    gapwatch("run", "chain");

    assertThat(gapwatch("doctor", "--offline").out())
        .contains("⚠️ secrets in the file: channels.phone.token is in plain text in ");
    assertThat(gapwatch("backup", "backup.zip").out())
        .contains("left out: it contains plaintext secrets (channels.phone.token)");
    assertNoSecretIn(folder.resolve("backup.zip"));
  }

  @Test
  void aBackupHoldsNoSecretAndComesBack() throws Exception {
    phone.failNext(3, Fault.REJECTION);
    gapwatch("run", "chain");

    assertThat(gapwatch("backup", "backup.zip").code()).isZero();
    assertNoSecretIn(folder.resolve("backup.zip"));
    assertThat(gapwatch("restore", "backup.zip").err()).contains("add --force");
    assertThat(gapwatch("restore", "backup.zip", "--state", "other").code()).isZero();
    assertThat(gapwatch("report", "chain", "--state", "other").out())
        .isEqualTo(gapwatch("report", "chain").out());
    assertThat(gapwatch("restore", "backup.zip", "--force").out()).contains("is kept in");
  }

  private void assertNoSecretIn(Path archive) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(archive);
        Stream<Path> files = Files.list(zip.getPath("/"))) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(TOKEN, USER, check.uuid().toString());
      }
    }
  }

  @Test
  void whatCannotBeWrittenIsStillAskedAndTold() throws Exception {
    // What a full disk does to the history, without filling one: it cannot be written.
    Files.createDirectories(folder.resolve("state/history.db"));

    Ran run = gapwatch("run", "chain");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("[History] history, source this agent", "Could not write the history")
        .contains("newest block is 1h old");
    assertThat(phone.messages()).hasSize(1);
    assertThat(phone.messages().get(0).message())
        .contains("1h old", "UNKNOWN history: the state cannot be stored");
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("FAIL");
    assertThat(deadMan.pings(check).get(deadMan.pings(check).size() - 1).body())
        .contains("Could not write the history " + folder.resolve("state/history.db"));
  }

  @Test
  void aRunSweepsOldLogsAndKeepsTheStateToItself() throws Exception {
    gapwatch("run", "chain");
    Path logs = Files.createDirectory(folder.resolve("state/logs"));
    Path old = Files.writeString(logs.resolve("chain.1.log"), "");
    Path young = Files.writeString(logs.resolve("chain.log"), "");
    Files.setLastModifiedTime(old, FileTime.from(Ran.NOW.minus(Duration.ofHours(49))));
    Files.setLastModifiedTime(young, FileTime.from(Ran.NOW.minus(Duration.ofHours(1))));

    // A replay in the future is no reason to delete anything.
    gapwatch("run", "chain", "--now", "2026-12-24T00:00:00Z", "--state", "replay");
    assertThat(old).exists();
    gapwatch("run", "chain");

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
        .isEqualTo("rwx------");
  }
}
