package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot keep its state asks and tells all the same, and says so. */
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
        site.runAt(Site.NOW), "Could not use the history " + history + ": it is corrupt");
    assertThat(site.signals()).containsExactly(Signal.START, Signal.FAIL);
    assertThat(site.lastMessage().title()).isEqualTo("❓ CHAIN UNKNOWN");
    assertThat(history).as("nothing was deleted").content().startsWith("this is no database");
  }

  @Test
  void folderThatIsAFile() throws Exception {
    Files.writeString(site.state(), "occupied");
    assertFailsAndTells(site.runAt(Site.NOW), "could not lock " + site.state());
    assertThat(site.signals()).containsExactly(Signal.START, Signal.FAIL);
  }

  @Test
  void folderThatCannotBeWritten() throws Exception {
    Ending run =
        site.program()
            .run("run", "chain", "--now", Site.NOW.toString(), "--state", "/proc/gapwatch");
    assertFailsAndTells(run, "could not lock /proc/gapwatch/locks/chain.lock");
  }

  @Test
  void diskThatFillsUpDuringTheRun() throws Exception {
    site.runAt(Site.NOW);
    Files.move(site.state(), site.folder.resolve("seed"));
    site.chain.lose(Site.NOW.minus(Duration.ofHours(6)), 3);
    Ending run = onTinyDisk("256k");
    assertFailsAndTells(run, "the disk is full");
    assertTellsTheGapAndTheDisk(run);
  }

  @Test
  void diskWithoutRoomForAHistory() throws Exception {
    site.chain.lose(Site.NOW.minus(Duration.ofHours(6)), 3);
    Ending run = onTinyDisk("64k");
    assertFailsAndTells(run, "state");
    assertTellsTheGapAndTheDisk(run);
  }

  /** All is well but the disk: no tick, no success. */
  @Test
  void healthThatCannotBeWrittenDownIsNoHealth() throws Exception {
    Ending run = onTinyDisk("64k");
    assertFailsAndTells(run, "state");
    assertThat(run.out()).contains("HEALTH UNKNOWN (2 of 3 checks ok");
    assertThat(site.lastMessage().title()).isEqualTo("❓ CHAIN UNKNOWN");
    assertThat(site.lastMessage().message()).contains("UNKNOWN history: ");
    assertThat(site.signals()).doesNotContain(Signal.SUCCESS);
  }

  private void assertTellsTheGapAndTheDisk(Ending run) {
    assertThat(run.out()).contains("3 blocks missing", "HEALTH CHECK FAILED, PARTLY UNKNOWN");
    assertThat(site.lastMessage().title()).isEqualTo("❌ CHAIN UNHEALTHY");
    assertThat(site.lastMessage().message())
        .contains("3 blocks missing", "UNKNOWN history: the state cannot be stored");
    assertThat(site.lastPing().body()).contains("3 blocks missing");
  }

  private Ending onTinyDisk(String size) throws InterruptedException {
    return site.program()
        .by("unshare", "--mount", "--map-root-user", "sh", "-c", TINY_DISK.formatted(size), "sh")
        .run("run", "chain", "--now", Site.NOW.plusSeconds(60).toString());
  }

  private void assertFailsAndTells(Ending run, String reason) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(reason);
    assertThat(run.out()).doesNotContain("HEALTH CHECK PASSED");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    assertThat(site.lastPing().body()).contains(reason);
  }
}
