package io.gapwatch.agent.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  private final Path folder;

  PrivateFolderTest(@TempDir Path parent) {
    this.folder = parent.resolve("state");
  }

  private void open(String modes) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes));
  }

  private String modes() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void aNewOneIsPrivate() throws IOException {
    PrivateFolder.close(folder, true);
    assertThat(modes()).isEqualTo("rwx------");
  }

  @Test
  void oursIsClosedToOthers() throws IOException {
    open("rwxrwxrwx");
    PrivateFolder.close(folder, true);
    assertThat(modes()).isEqualTo("rwx------");
  }

  @Test
  void oneThatIsNotOnlyOursKeepsItsMode() throws IOException {
    open("rwxr-xr-x");
    PrivateFolder.close(folder, false);
    assertThat(modes()).isEqualTo("rwxr-xr-x");
  }

  @Test
  void oneInWhichOthersWriteIsRefused() throws IOException {
    open("rwxrwxr-x");
    assertThatThrownBy(() -> PrivateFolder.close(folder, false))
        .isInstanceOf(IOException.class)
        .satisfies(
            e ->
                assertThat(FileTrouble.inWords((IOException) e))
                    .contains("others can write in this folder", "chmod go-w"));
  }
}
