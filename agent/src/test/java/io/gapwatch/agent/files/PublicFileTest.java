package io.gapwatch.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which somebody else can write as well. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublicFileTest {
  private final Path folder;
  private final Path file;
  private final Path draft;

  PublicFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("gapwatch.prom");
    this.draft = folder.resolve(".gapwatch.prom.new");
  }

  @Test
  void isReadableByOthersAndLeavesNoDraft() throws IOException {
    PublicFile.write(file, "one");
    PublicFile.write(file, "two");
    assertThat(file).hasContent("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(draft).doesNotExist();
  }

  @Test
  void aLinkInTheWayIsNotFollowed() throws IOException {
    Path own = Files.writeString(folder.resolve("own"), "mine");
    Files.createSymbolicLink(draft, own);
    Files.createSymbolicLink(file, own);
    PublicFile.write(file, "text");
    assertThat(own).hasContent("mine");
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void aNamedPipeInTheWayIsNotWaitedFor() throws Exception {
    for (Path pipe : new Path[] {draft, file}) {
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }
    PublicFile.write(file, "text");
    assertThat(file).hasContent("text");
  }
}
