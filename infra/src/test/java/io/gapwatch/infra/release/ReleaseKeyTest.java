package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is a file of its owner. */
class ReleaseKeyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aKeyIsForItsOwnerAloneAndIsNeverOverwritten() throws IOException {
    Path place = folder.resolve("keys/release-key.pem");
    ReleaseKey made = ReleaseKey.make(place);

    assertThat(ReleaseKey.read(place).publicKey()).isEqualTo(made.publicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> ReleaseKey.make(place)).hasMessageContaining("it may be there");

    String text = Files.readString(place);
    Files.writeString(place, "\uFEFF" + text.replace("\n", "\r\n").strip());
    assertThat(ReleaseKey.read(place).publicKey()).isEqualTo(made.publicKey());

    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> ReleaseKey.read(place))
        .hasMessageContaining("can be read by others; run chmod 600 " + place);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(place, "hunter2");
    assertThatThrownBy(() -> ReleaseKey.read(place))
        .hasMessageContaining("is not a valid release key")
        .hasMessageNotContaining("hunter2");
  }
}
