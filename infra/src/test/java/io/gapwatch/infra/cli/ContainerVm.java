package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A VM of containers with a real SSH login, and the folder {@code stack} of a clone. There is no
 * engine: a stand-in for {@code docker} notes what it is asked.
 */
final class ContainerVm {
  private static final Path STACK = Path.of("../stack").toAbsolutePath().normalize();

  private final Path folder;
  private final SshServerStandIn ssh;
  private final Path stack;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private DockerStandIn docker;

  ContainerVm(Path folder) throws IOException {
    this.folder = folder;
    ssh = new SshServerStandIn(folder, "host-key", 0);
    ssh.program("sudo", "#!/bin/sh\nexec \"$@\"\n");
    docker = DockerStandIn.in(folder.resolve("bin"), ssh.root());
    stack = folder.resolve("stack");
    copy(STACK, stack);
    Files.writeString(stack.resolve("secrets/slack-url"), "https://hooks.example/hunter2");
  }

  /** The operator's folder of the containers. */
  Path stack() {
    return stack;
  }

  DockerStandIn docker() {
    return docker;
  }

  /** What stands for {@code /} on the VM. */
  Path root() {
    return ssh.root();
  }

  /** Another VM comes at the same address, with nothing on it. */
  void replace() throws Exception {
    docker.stop();
    assertThat(new ProcessBuilder("rm", "-rf", root().toString()).start().waitFor()).isZero();
    docker = DockerStandIn.in(folder.resolve("bin"), root());
  }

  void program(String name, String text) throws IOException {
    ssh.program(name, text);
  }

  /** What commands printed until now. */
  String out() {
    return out.toString();
  }

  /** The same of their errors. */
  String err() {
    return err.toString();
  }

  /** Both. */
  String said() {
    return out() + err();
  }

  /** Runs a command below {@code gapctl stack}, and returns its exit code. */
  int run(String command, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "stack",
                command,
                "--root",
                folder.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(ssh.port()),
                "--identity",
                ssh.key("id", KeyPair.ED25519).toString()));
    args.addAll(List.of(more));
    return Typed.run(out, err, args.toArray(String[]::new));
  }

  /** Who may do what with a file, as in {@code rw-r--r--}. */
  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  void stop() throws IOException, InterruptedException {
    docker.stop();
    ssh.close();
  }
}
