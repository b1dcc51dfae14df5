package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that hold a terminal, as processes, on a real SSH server. */
@Timeout(300)
class TerminalIT {
  private static final Pattern PAGE =
      Pattern.compile("http://127\\.0\\.0\\.1:(\\d+) forwards to port");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServerStandIn vm;

  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private Path key;

  @BeforeEach
  void start() throws Exception {
    // A name that a shell or ssh's options could stumble over.
    root = Files.createDirectories(folder.resolve("my clone"));
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    program(
        "sudo",
        "while [ \"$1\" = -H ] || [ \"$1\" = -u ] || [ \"$1\" = gapwatch ]; do shift; done; \"$@\"");
    vm = new SshServerStandIn(folder, "host-key", 0);
    key = vm.key("id_ed25519", KeyPair.ED25519);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() throws IOException {
    vm.close();
  }

  @Test
  void withoutACommandThereIsAShellWhoseExitCodeIsOurs() throws Exception {
    Ended shell = gapctl().typing("echo one\necho two\nexit 7\n", List.of(), with("ssh"));

    assertThat(shell.out()).isEqualTo("one\ntwo\n");
    assertThat(shell.code()).isEqualTo(7);
  }

  @Test
  void inATerminalTheShellHasOneToo() throws Exception {
    // Debian's script gives the command a terminal of its own.
    Path wrapper =
        program("in-a-terminal", "exec script -qec \"$(printf '%q ' \"$@\")\" /dev/null");

    Ended shell =
        gapctl()
            .typing(
                "echo \"terminal: $TERM\"\nexit 7\n",
                List.of("bash", wrapper.toString()),
                with("ssh"));

    assertThat(shell.out()).contains("terminal: vt100");
    assertThat(shell.code()).isEqualTo(7);
  }

  @Test
  void theShellKnowsTheMachineThatOtherCommandsMet() throws Exception {
    assertThat(gapctl().run(with("ssh", "true")).err()).startsWith("First connection to 127.0.0.1");
    Path known = root.resolve(".gapwatch/known_hosts");
    String line = Files.readString(known);

    assertThat(gapctl().typing("exit 0\n", List.of(), with("ssh")).code()).isZero();
    assertThat(known).hasContent(line);

    int port = vm.port();
    vm.close();
    vm = new SshServerStandIn(folder, "another-host-key", port);
    key = vm.key("id_ed25519", KeyPair.ED25519);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Ended shell = gapctl().typing("exit 0\n", List.of(), with("ssh"));
    assertThat(shell.code()).isEqualTo(255);
    assertThat(shell.err()).contains("REMOTE HOST IDENTIFICATION HAS CHANGED", known.toString());
  }

  @Test
  void withoutAnSshHereItSaysSo() throws Exception {
    Ended shell =
        new GapctlProcess(root, folder, Map.of("PATH", folder.toString())).run(with("ssh"));

    assertThat(shell.code()).isEqualTo(2);
    assertThat(shell.err()).startsWith("gapctl: no ssh on the PATH").hasLineCount(1);
  }

  @Test
  void logsAreFollowedUntilTheyAreStopped() throws Exception {
    Path log = Files.writeString(folder.resolve("machine.log"), "one\ntwo\n");
    program("tail", "/usr/bin/tail -n 1 -F " + log);

    Process follower = gapctl().start(with("logs", "-f"));
    try {
      waitFor(follower, "two\n");
      Files.writeString(log, "three\n", StandardOpenOption.APPEND);
      waitFor(follower, "two\nthree\n");
    } finally {
      follower.destroy();
    }
  }

  @Test
  void aTunnelCarriesAPageAndEndsWithTheConnection() throws Exception {
    try (ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(page.getLocalPort());
      Process tunnel = gapctl().start(with("tunnel", "--remote-port", port));
      int local = Integer.parseInt(waitFor(tunnel, PAGE).group(1));

      try (Socket here = new Socket(InetAddress.getLoopbackAddress(), local);
          Socket there = page.accept()) {
        there.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        there.shutdownOutput();
        assertThat(here.getInputStream().readAllBytes()).asString().isEqualTo("hello");
      }

      vm.close();
      assertThat(tunnel.waitFor()).isEqualTo(2);
      assertThat(folder.resolve("err")).content().contains("lost the connection to 127.0.0.1");
    }
  }

  /** The port is that which compose.yaml publishes on the machine itself. */
  @ParameterizedTest
  @CsvSource({"grafana, 3000", "prometheus, 9090", "alertmanager, 9093", "vault, 8200"})
  void aServiceOfTheStackIsReachedByItsName(String service, int port) throws Exception {
    assertThat(Files.readString(Path.of("../stack/compose.yaml")))
        .contains("ports: [\"127.0.0.1:%1$d:%1$d\"]".formatted(port));
    Process tunnel = gapctl().start(with("tunnel", service));

    waitFor(tunnel, " forwards to port %d of the VM; Ctrl-C stops\n".formatted(port));

    vm.close();
    assertThat(tunnel.waitFor()).isEqualTo(2);
  }

  private void waitFor(Process process, String output) throws IOException, InterruptedException {
    waitFor(process, Pattern.compile(Pattern.quote(output)));
  }

  private MatchResult waitFor(Process process, Pattern output)
      throws IOException, InterruptedException {
    do {
      var found = output.matcher(Files.readString(gapctl().out()));
      if (found.find()) {
        return found.toMatchResult();
      }
    } while (!process.waitFor(10, TimeUnit.MILLISECONDS));
    throw new AssertionError(Files.readString(folder.resolve("err")));
  }

  private GapctlProcess gapctl() {
    return new GapctlProcess(root, folder, Map.of("TERM", "vt100"));
  }

  private String[] with(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--host", "127.0.0.1"));
    arguments.addAll(List.of("--port", Integer.toString(vm.port()), "-i", key.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Path program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
