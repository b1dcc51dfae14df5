package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSch;
import io.gapwatch.infra.config.InfraException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private static final String KEY =
      "ssh-ed25519 "
          + Base64.getEncoder()
              .encodeToString(
                  "\0\0\0\u000bssh-ed25519\0\0\0 0123456789abcdef0123456789abcdef"
                      .getBytes(StandardCharsets.ISO_8859_1));

  private final Path file;

  KnownHostsTest(@TempDir Path folder) {
    this.file = folder.resolve("below/known_hosts");
  }

  @Test
  void aFileThatIsMissingIsMade() {
    KnownHosts.make(file);

    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vm.example %s\n",
        "vm.example %s",
        "# ours\r\nvm.example %s\r\n",
        "\r\n\r\nother.example %1$s\r\nvm.example %1$s"
      })
  void whatItHasIsKnown(String text) throws Exception {
    KnownHosts.make(file);
    Files.writeString(file, text.formatted(KEY));
    KnownHosts.make(file);

    assertThat(KnownHosts.has(read(), host(22))).isTrue();
    Files.writeString(file, text.formatted(KEY).replace("vm.", "vm2."));
    assertThat(KnownHosts.has(read(), host(22))).isFalse();
  }

  /** JSch takes the mark for a part of the first name. */
  @Test
  void aByteOrderMarkIsRefused() throws Exception {
    KnownHosts.make(file);
    Files.writeString(file, "\ufeffvm.example " + KEY + "\n");

    assertThatThrownBy(() -> KnownHosts.make(file))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("begins with a byte order mark");
  }

  @Test
  void aFolderIsRefused() throws Exception {
    Files.createDirectories(file);

    assertThatThrownBy(() -> KnownHosts.make(file))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not read the known hosts in " + file);
  }

  @Test
  void aKeyThatIsNotSavedIsRefused() {
    KnownHosts.make(file);

    assertThatThrownBy(() -> KnownHosts.refuseUnsaved(host(22)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not save the host key of vm.example in " + file);
  }

  @Test
  void aKeyThatIsSavedIsNotRefused() throws Exception {
    KnownHosts.make(file);
    Files.writeString(file, "[vm.example]:2222 " + KEY + "\n");

    KnownHosts.refuseUnsaved(host(2222));
  }

  private JSch read() throws Exception {
    JSch jsch = new JSch();
    jsch.setKnownHosts(file.toString());
    return jsch;
  }

  private Host host(int port) {
    return new Host("vm.example", port, "ubuntu", file, List.of(), Optional.empty());
  }
}
