package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the machine: kept at the first contact, and any other one refused. */
class HostKeyIT {
  private final SshMachine machine;

  HostKeyIT(@TempDir Path folder) throws IOException {
    machine = new SshMachine(folder);
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void theHostsKeyIsKeptAtTheFirstContactAndAnotherOneRefused() throws Exception {
    Host host = machine.host(machine.key("id_ed25519", KeyPair.ED25519));
    machine.open(host).close();
    machine.open(host).close();
    assertThat(host.knownHosts()).content().contains("127.0.0.1");
    assertThat(machine.news())
        .singleElement()
        .asString()
        .contains("First connection to 127.0.0.1", host.knownHosts().toString())
        .containsPattern("SHA256:[A-Za-z0-9+/]{43}");

    machine.replace();

    assertThatThrownBy(() -> machine.open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void anotherKeyIsRefusedWhateverAnEditorMadeOfTheFile() throws Exception {
    Host host = machine.host(machine.key("id_ed25519", KeyPair.ED25519));
    machine.open(host).close();
    String known = Files.readString(host.knownHosts());
    machine.replace();
    machine.key("id_ed25519", KeyPair.ED25519);

    for (String text : List.of("\uFEFF" + known, "#\r\n" + known.strip() + "\r\n", known.strip())) {
      Files.writeString(host.knownHosts(), text);
      assertThatThrownBy(() -> machine.open(host)).hasMessageContaining("has changed");
      assertThat(host.knownHosts()).content().isEqualTo(text);
    }
    Files.delete(host.knownHosts());
    Files.createDirectory(host.knownHosts());
    assertThatThrownBy(() -> machine.open(host)).hasMessageContaining("is no file");
    assertThat(machine.news()).hasSize(1);
  }

  @Test
  void aRevokedKeyIsRefusedAndAnotherOneOfTheMachineIsAFirstContact() throws Exception {
    Host host = machine.host(machine.key("id_ed25519", KeyPair.ED25519));
    machine.open(host).close();
    String known = Files.readString(host.knownHosts());

    Files.writeString(host.knownHosts(), "@revoked " + known);
    assertThatThrownBy(() -> machine.open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("is marked @revoked in " + host.knownHosts());

    String other = known.replaceFirst("....\\R$", "AAA=\n");
    Files.writeString(host.knownHosts(), "@revoked " + other);
    machine.open(host).close();
    assertThat(host.knownHosts()).content().isEqualTo("@revoked " + other + known);
  }

  @Test
  void anotherKindOfKeyIsRefusedLikeAnotherKey() throws Exception {
    Host host = machine.host(machine.key("id_ed25519", KeyPair.ED25519));
    String other = "ssh-ed25519 " + Base64.getEncoder().encodeToString(ed25519());
    Files.writeString(
        host.knownHosts(), "[127.0.0.1]:%d %s%n".formatted(machine.server().port(), other));

    assertThatThrownBy(() -> machine.open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has changed");
  }

  /** A public key as SSH writes it: its kind and 32 bytes, each with its length before it. */
  private static byte[] ed25519() {
    byte[] kind = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + kind.length + 32)
        .putInt(kind.length)
        .put(kind)
        .putInt(32)
        .array();
  }
}
