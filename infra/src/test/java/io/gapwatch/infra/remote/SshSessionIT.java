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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session does, and what is said when it ends unasked. */
class SshSessionIT {
  private final SshMachine machine;

  SshSessionIT(@TempDir Path folder) throws IOException {
    machine = new SshMachine(folder);
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void anEd25519KeyLogsInAndTheCommandsOutputAndCodeComeBack() throws Exception {
    List<String> lines = new ArrayList<>();

    try (SshSession session =
        machine.open(machine.host(machine.key("id_ed25519", KeyPair.ED25519)))) {
      assertThat(session.run("echo one; echo two >&2; exit 3", lines::add)).isEqualTo(3);
      assertThat(session.run("true", lines::add)).isZero();
    }

    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void aPortOfTheVmAnswersHere() throws Exception {
    try (ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SshSession session =
            machine.open(machine.host(machine.key("id_ed25519", KeyPair.ED25519)))) {
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
  void aHostThatDoesNotAnswerIsSaid() throws Exception {
    Path key = machine.key("id_ed25519", KeyPair.ED25519);
    machine.close();

    assertThatThrownBy(() -> machine.open(machine.host(key)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:sshFrom");
  }

  @Test
  void aCommandWhoseConnectionIsLostIsNoSuccessAndNoStackTrace() throws Exception {
    try (SshSession session =
        machine.open(machine.host(machine.key("id_ed25519", KeyPair.ED25519)))) {
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
    try (SshSession session =
        machine.open(machine.host(machine.key("id_ed25519", KeyPair.ED25519)))) {
      stopServer();

      assertThatThrownBy(session::await)
          .isInstanceOf(InfraException.class)
          .hasMessageContaining("lost the connection to 127.0.0.1");
    }
  }

  private void stopServer() {
    try {
      machine.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
