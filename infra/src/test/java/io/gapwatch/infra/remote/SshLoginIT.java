package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that log in: of files, and of an SSH agent. */
class SshLoginIT {
  private final Path folder;
  private final SshMachine machine;

  SshLoginIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    machine = new SshMachine(folder);
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void anRsaKeyLogsIn() throws Exception {
    try (SshSession session = machine.open(machine.host(machine.key("id_rsa", KeyPair.RSA)))) {
      assertThat(session.run("true", line -> {})).isZero();
    }
  }

  @Test
  void aKeyFileOfAnotherEditorLogsInAndAMissingOneIsTold() throws Exception {
    for (int type : List.of(KeyPair.ED25519, KeyPair.RSA)) {
      Path key = machine.key("key-" + type, type);
      String text = Files.readString(key);
      for (String changed : List.of("\uFEFF" + text.replace("\n", "\r\n"), text.strip())) {
        Files.writeString(key, changed);
        machine.open(machine.host(key)).close();
      }
    }
    assertThatThrownBy(() -> machine.open(machine.host(folder.resolve("gone"))))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not read the SSH key " + folder.resolve("gone"));
    assertThatThrownBy(() -> machine.open(machine.host(folder)))
        .hasMessageContaining("could not read the SSH key");
  }

  @Test
  void theSshAgentLogsIn() throws Exception {
    Path key = machine.key("id_ed25519", KeyPair.ED25519);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    withAgent(
        socket -> {
          ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
          add.environment().put("SSH_AUTH_SOCK", socket.toString());
          assertThat(add.start().waitFor()).isZero();

          try (SshSession session = machine.open(machine.host(List.of(), Optional.of(socket)))) {
            assertThat(session.run("true", line -> {})).isZero();
          }
        });
  }

  @Test
  void anAgentWithoutKeysOrLongGoneLeavesTheUsualFiles() throws Exception {
    Files.createDirectory(folder.resolve(".ssh"));
    Files.move(machine.key("key", KeyPair.ED25519), folder.resolve(".ssh/id_ed25519"));
    String home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try {
      withAgent(socket -> machine.open(machine.host(List.of(), Optional.of(socket))).close());
      machine.open(machine.host(List.of(), Optional.of(folder.resolve("gone")))).close();
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void aKeyWithAPassphraseIsForTheAgent() throws Exception {
    Path key = folder.resolve("locked");
    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "hunter2", "-f", key.toString())
        .start()
        .waitFor();

    assertThatThrownBy(() -> machine.open(machine.host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has a passphrase")
        .hasMessageContaining("ssh-add " + key);
  }

  @Test
  void aKeyThatIsNotAuthorizedIsRefused() throws Exception {
    Path key = machine.key("id_ed25519", KeyPair.ED25519);
    machine.server().lock();

    assertThatThrownBy(() -> machine.open(machine.host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not log in to ubuntu@127.0.0.1");
  }

  /** Something to do while an SSH agent runs. */
  @FunctionalInterface
  private interface AtSocket {
    void act(Path socket) throws Exception;
  }

  private void withAgent(AtSocket test) throws Exception {
    Path socket = folder.resolve("agent");
    Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    try {
      while (!listens(socket)) {
        assertThat(agent.waitFor(10, TimeUnit.MILLISECONDS)).as("ended").isFalse();
      }
      test.act(socket);
    } finally {
      agent.destroy();
    }
  }

  /** The agent makes its socket a moment before it listens there. */
  private static boolean listens(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
