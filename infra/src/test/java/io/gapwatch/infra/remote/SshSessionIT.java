package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.config.InfraException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshSessionIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServer server;

  private final Set<String> authorized = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void start() throws IOException {
    server = serve("host-key", 0);
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  @Test
  void anEd25519KeyLogsInAndTheCommandsOutputAndCodeComeBack() throws Exception {
    List<String> lines = new ArrayList<>();

    try (SshSession session = SshSession.open(host(key("id_ed25519", KeyPair.ED25519)))) {
      assertThat(session.run("echo one; echo two >&2; exit 3", lines::add)).isEqualTo(3);
      assertThat(session.run("true", lines::add)).isZero();
    }

    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void anRsaKeyLogsIn() throws Exception {
    try (SshSession session = SshSession.open(host(key("id_rsa", KeyPair.RSA)))) {
      assertThat(session.run("true", line -> {})).isZero();
    }
  }

  @Test
  void aKeyThatIsNotAuthorizedIsRefused() throws Exception {
    Path key = key("id_ed25519", KeyPair.ED25519);
    authorized.clear();

    assertThatThrownBy(() -> SshSession.open(host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("cannot log in to ubuntu@127.0.0.1");
  }

  @Test
  void theHostsKeyIsKeptAtTheFirstContactAndAnotherOneRefused() throws Exception {
    Host host = host(key("id_ed25519", KeyPair.ED25519));
    SshSession.open(host).close();
    SshSession.open(host).close();
    assertThat(host.knownHosts()).content().contains("127.0.0.1");

    int port = server.getPort();
    server.stop(true);
    server = serve("another-host-key", port);

    assertThatThrownBy(() -> SshSession.open(host))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("shows another key than before");
  }

  @Test
  void aHostThatDoesNotAnswerIsSaid() throws Exception {
    Path key = key("id_ed25519", KeyPair.ED25519);
    server.stop(true);

    assertThatThrownBy(() -> SshSession.open(host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:sshFrom");
  }

  @Test
  void aPortOfTheVmAnswersHere() throws Exception {
    try (ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SshSession session = SshSession.open(host(key("id_ed25519", KeyPair.ED25519)))) {
      int local = session.forward(0, "127.0.0.1", page.getLocalPort());

      try (Socket here = new Socket(InetAddress.getLoopbackAddress(), local);
          Socket there = page.accept()) {
        there.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        there.shutdownOutput();
        assertThat(here.getInputStream().readAllBytes()).asString().isEqualTo("hello");
      }
    }
  }

  private SshServer serve(String hostKey, int port) throws IOException {
    SshServer ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    ssh.setPort(port);
    ssh.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve(hostKey)));
    ssh.setPublickeyAuthenticator(
        (user, key, session) ->
            user.equals("ubuntu") && authorized.contains(PublicKeyEntry.toString(key)));
    ssh.setCommandFactory(
        (channel, command) ->
            new ProcessShellFactory(command, "sh", "-c", command).createShell(channel));
    ssh.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    ssh.start();
    return ssh;
  }

  private Host host(Path key) {
    return new Host(
        "127.0.0.1", server.getPort(), "ubuntu", folder.resolve("known_hosts"), List.of(key));
  }

  /** Makes a key, and lets the server know it. */
  private Path key(String name, int type) throws Exception {
    KeyPair pair = KeyPair.genKeyPair(new JSch(), type, type == KeyPair.RSA ? 3072 : 256);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      pair.writeOpenSSHv1PrivateKey(out, null);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    pair.writePublicKey(line, "");
    authorized.add(line.toString(StandardCharsets.UTF_8).strip());
    return file;
  }
}
