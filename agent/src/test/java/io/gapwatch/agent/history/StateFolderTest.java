package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.metrics.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run cannot make a history either where the folder does not let it. */
class StateFolderTest {
  private static final Path STATE = Path.of("/var/lib/gapwatch");

  private final Path folder;

  StateFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static StateFolder folder(
      boolean readable, boolean writable, boolean readOnly, boolean full) {
    return new StateFolder(
        STATE, STATE, true, readable, writable, readOnly, full, Optional.of("ann"), "bob");
  }

  @Test
  void saysWhatToDoAboutTheFolder() {
    assertThat(folder(true, true, false, false).trouble()).isEmpty();
    assertThat(folder(false, false, false, false).trouble())
        .contains(
            "bob may not read /var/lib/gapwatch, which belongs to ann; run gapwatch as ann"
                + " (sudo -u ann gapwatch …), or give it to who runs gapwatch: chown -R USER"
                + " /var/lib/gapwatch");
    assertThat(folder(true, false, false, false).trouble())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("bob may not write to /var/lib/gapwatch, which belongs to ann;"));
    assertThat(folder(true, false, true, false).trouble())
        .contains(
            "/var/lib/gapwatch is on a file system that is mounted to be read only; mount it to be"
                + " written, or name another folder with state: in the configuration");
    assertThat(folder(true, true, false, true).trouble())
        .contains("the disk of /var/lib/gapwatch is full; free some space");
  }

  /** The folder above one that does not exist is what a run would write to. */
  @Test
  void looksAtWhatThereIs() throws IOException {
    assertThat(StateFolder.at(folder.resolve("a/b")).trouble()).isEmpty();
    Files.writeString(folder.resolve("a"), "occupied");
    assertThat(StateFolder.at(folder.resolve("a")).trouble())
        .contains(
            folder.resolve("a")
                + " is a file, not a folder; name another one with state: in the"
                + " configuration");
    assertThat(StateFolder.at(folder.resolve("a/b")).trouble()).isPresent();
  }

  @Test
  void isToldInsteadOfARunThatWouldFail() throws IOException {
    Watched.configure(folder, "state: occupied");
    assertThat(Ran.gapwatch(folder, "incidents").err()).contains("run a job first: gapwatch run");
    Files.writeString(folder.resolve("occupied"), "");
    Ran ran = Ran.gapwatch(folder, "incidents");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is a file, not a folder").doesNotContain("run a job first");
    Ran doctor = Ran.gapwatch(folder, "doctor", "--offline");
    assertThat(doctor.out()).doesNotContain("none yet; the first run creates it");
  }
}
