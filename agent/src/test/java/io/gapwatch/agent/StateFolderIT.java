package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot keep its state says so, and the switch hears why. */
class StateFolderIT {
  /** Takes a tiny disk of its own for the state folder, with all in it that seed holds. */
  private static final String TINY_DISK =
      """
      set -e
      mkdir -p state seed
      mount -t tmpfs -o size=%s tmpfs state
      cp -a seed/. state/
      dd if=/dev/zero of=state/filler bs=1024 2>/dev/null || true
      exec "$@"
      """;

  private final Site site;

  StateFolderIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @BeforeEach
  void write() {
    site.chain.writeUntil(Site.NOW);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void belongsToItsOwnerOnly() throws Exception {
    site.runAt(Site.NOW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.state())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(site.state().resolve("history.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void damagedHistory() throws Exception {
    Files.createDirectory(site.state());
    Path history = site.state().resolve("history.db");
    Files.writeString(history, "this is no database".repeat(999));
    assertFailsAndTells(
        site.runAt(Site.NOW), "Cannot use the history " + history + ": it is damaged");
    assertThat(site.signals()).containsExactly(Signal.START, Signal.FAIL);
    assertThat(history).as("nothing was deleted").content().startsWith("this is no database");
  }

  @Test
  void folderThatIsAFile() throws Exception {
    Files.writeString(site.state(), "occupied");
    assertFailsAndTells(site.runAt(Site.NOW), "cannot lock " + site.state());
    assertThat(site.signals()).containsExactly(Signal.FAIL);
  }

  @Test
  void folderThatCannotBeWritten() throws Exception {
    Ending run =
        site.program()
            .run("run", "chain", "--now", Site.NOW.toString(), "--state", "/proc/gapwatch");
    assertFailsAndTells(run, "cannot lock /proc/gapwatch/locks/chain.lock");
  }

  @Test
  void diskThatFillsUpDuringTheRun() throws Exception {
    site.runAt(Site.NOW);
    Files.move(site.state(), site.folder.resolve("seed"));
    Ending run = onTinyDisk("256k");
    assertFailsAndTells(run, "the disk is full");
    assertThat(site.phone.messages()).as("told only what is on disk").hasSize(1);
  }

  @Test
  void diskWithoutRoomForAHistory() throws Exception {
    assertFailsAndTells(onTinyDisk("64k"), "state");
  }

  private Ending onTinyDisk(String size) throws InterruptedException {
    return site.program()
        .by("unshare", "--mount", "--map-root-user", "sh", "-c", TINY_DISK.formatted(size), "sh")
        .run("run", "chain", "--now", Site.NOW.plusSeconds(60).toString());
  }

  private void assertFailsAndTells(Ending run, String reason) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("gapwatch: ").contains(reason).hasLineCount(1);
    assertThat(run.out()).doesNotContain("HEALTH CHECK PASSED");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    assertThat(site.lastPing().body()).contains(reason);
  }
}
