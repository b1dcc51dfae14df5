package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshSessionIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServerStandIn server;

  private final List<String> news = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new SshServerStandIn(folder, "host-key", 0);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void anEd25519KeyLogsInAndTheCommandsOutputAndCodeComeBack() throws Exception {
    List<String> lines = new ArrayList<>();

    try (SshSession session = open(host(server.key("id_ed25519", KeyPair.ED25519)))) {
      assertThat(session.run("echo one; echo two >&2; exit 3", lines::add)).isEqualTo(3);
      assertThat(session.run("true", lines::add)).isZero();
    }

    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void anRsaKeyLogsIn() throws Exception {
    try (SshSession session = open(host(server.key("id_rsa", KeyPair.RSA)))) {
      assertThat(session.run("true", line -> {})).isZero();
    }
  }

  @Test
  void aKeyFileOfAnotherEditorLogsInAndAMissingOneIsTold() throws Exception {
    for (int type : List.of(KeyPair.ED25519, KeyPair.RSA)) {
      Path key = server.key("key-" + type, type);
      String text = Files.readString(key);
      for (String changed : List.of("\uFEFF" + text.replace("\n", "\r\n"), text.strip())) {
        Files.writeString(key, changed);
        open(host(key)).close();
      }
    }
    assertThatThrownBy(() -> open(host(folder.resolve("gone"))))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not read the SSH key " + folder.resolve("gone"));
    assertThatThrownBy(() -> open(host(folder))).hasMessageContaining("could not read the SSH key");
  }

  @Test
  void theSshAgentLogsIn() throws Exception {
    Path key = server.key("id_ed25519", KeyPair.ED25519);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    withAgent(
        socket -> {
          ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
          add.environment().put("SSH_AUTH_SOCK", socket.toString());
          assertThat(add.start().waitFor()).isZero();

          try (SshSession session = open(host(List.of(), Optional.of(socket)))) {
            assertThat(session.run("true", line -> {})).isZero();
          }
        });
  }

  @Test
  void anAgentWithoutKeysOrLongGoneLeavesTheUsualFiles() throws Exception {
    Files.createDirectory(folder.resolve(".ssh"));
    Files.move(server.key("key", KeyPair.ED25519), folder.resolve(".ssh/id_ed25519"));
    String home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try {
      withAgent(socket -> open(host(List.of(), Optional.of(socket))).close());
      open(host(List.of(), Optional.of(folder.resolve("gone")))).close();
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

    assertThatThrownBy(() -> open(host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has a passphrase")
        .hasMessageContaining("ssh-add " + key);
  }

  @Test
  void aKeyThatIsNotAuthorizedIsRefused() throws Exception {
    Path key = server.key("id_ed25519", KeyPair.ED25519);
    server.lock();

    assertThatThrownBy(() -> open(host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not log in to ubuntu@127.0.0.1");
  }

  @Test
  void theHostsKeyIsKeptAtTheFirstContactAndAnotherOneRefused() throws Exception {
    Host host = host(server.key("id_ed25519", KeyPair.ED25519));
    open(host).close();
    open(host).close();
    assertThat(host.knownHosts()).content().contains("127.0.0.1");
    assertThat(news)
        .singleElement()
        .asString()
        .contains("First connection to 127.0.0.1", host.knownHosts().toString())
        .containsPattern("SHA256:[A-Za-z0-9+/]{43}");

    int port = server.port();
    server.close();
    server = new SshServerStandIn(folder, "another-host-key", port);

    assertThatThrownBy(() -> open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void anotherKeyIsRefusedWhateverAnEditorMadeOfTheFile() throws Exception {
    Host host = host(server.key("id_ed25519", KeyPair.ED25519));
    open(host).close();
    String known = Files.readString(host.knownHosts());
    int port = server.port();
    server.close();
    server = new SshServerStandIn(folder, "another-host-key", port);
    server.key("id_ed25519", KeyPair.ED25519);

    for (String text : List.of("\uFEFF" + known, "#\r\n" + known.strip() + "\r\n", known.strip())) {
      Files.writeString(host.knownHosts(), text);
      assertThatThrownBy(() -> open(host)).hasMessageContaining("has changed");
      assertThat(host.knownHosts()).content().isEqualTo(text);
    }
    Files.delete(host.knownHosts());
    Files.createDirectory(host.knownHosts());
    assertThatThrownBy(() -> open(host)).hasMessageContaining("is no file");
    assertThat(news).hasSize(1);
  }

  @Test
  void aRevokedKeyIsRefusedAndAnotherOneOfTheMachineIsAFirstContact() throws Exception {
    Host host = host(server.key("id_ed25519", KeyPair.ED25519));
    open(host).close();
    String known = Files.readString(host.knownHosts());

    Files.writeString(host.knownHosts(), "@revoked " + known);
    assertThatThrownBy(() -> open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("is marked @revoked in " + host.knownHosts());

    String other = known.replaceFirst("....\\R$", "AAA=\n");
    Files.writeString(host.knownHosts(), "@revoked " + other);
    open(host).close();
    assertThat(host.knownHosts()).content().isEqualTo("@revoked " + other + known);
  }

  @Test
  void aHostThatDoesNotAnswerIsSaid() throws Exception {
    Path key = server.key("id_ed25519", KeyPair.ED25519);
    server.close();

    assertThatThrownBy(() -> open(host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:sshFrom");
  }

  @Test
  void aPortOfTheVmAnswersHere() throws Exception {
    try (ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SshSession session = open(host(server.key("id_ed25519", KeyPair.ED25519)))) {
      int local = session.forward(0, "127.0.0.1", page.getLocalPort());

      try (Socket here = new Socket(InetAddress.getLoopbackAddress(), local);
          Socket there = page.accept()) {
        there.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        there.shutdownOutput();
        assertThat(here.getInputStream().readAllBytes()).asString().isEqualTo("hello");
      }
    }
  }

  @Test
  void anotherKindOfKeyIsRefusedLikeAnotherKey() throws Exception {
    Host host = host(server.key("id_ed25519", KeyPair.ED25519));
    String other = "ssh-ed25519 " + Base64.getEncoder().encodeToString(ed25519());
    Files.writeString(host.knownHosts(), "[127.0.0.1]:%d %s%n".formatted(server.port(), other));

    assertThatThrownBy(() -> open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void aCommandWhoseConnectionIsLostIsNoSuccessAndNoStackTrace() throws Exception {
    try (SshSession session = open(host(server.key("id_ed25519", KeyPair.ED25519)))) {
      assertThatThrownBy(
              () ->
                  session.run(
                      "echo begun; exec sleep 60",
                      line -> {
                        stopServer();
                      }))
          .isInstanceOf(InfraException.class)
          .hasMessageContaining("the command was cut off");
    }
  }

  @Test
  void aTunnelWhoseConnectionIsLostEnds() throws Exception {
    try (SshSession session = open(host(server.key("id_ed25519", KeyPair.ED25519)))) {
      stopServer();

      assertThatThrownBy(session::await)
          .isInstanceOf(InfraException.class)
          .hasMessageContaining("lost the connection to 127.0.0.1");
    }
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

  private void stopServer() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private SshSession open(Host host) {
    return SshSession.open(host, news::add);
  }

  private Host host(Path key) {
    return host(List.of(key), Optional.empty());
  }

  private Host host(List<Path> keys, Optional<Path> agent) {
    Path known = folder.resolve("known_hosts");
    return new Host("127.0.0.1", server.port(), "ubuntu", known, keys, agent);
  }
}
