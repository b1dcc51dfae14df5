package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.release.StackBundle;
import io.gapwatch.infra.remote.SshSession;
import io.gapwatch.infra.remote.StackScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl stack up}. */
@Command(
    name = "up",
    description = {
      "Brings the folder stack/ with its secrets to the VM over SSH and starts the containers.",
      "Those whose files have changed are restarted. It waits until all are healthy."
    },
    mixinStandardHelpOptions = true)
final class StackUpCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "The folder with compose.yaml (default: stack/ of this clone).")
  private Optional<Path> from = Optional.empty();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    StackBundle bundle = new StackBundle(from.orElseGet(() -> vm.stack().root().resolve("stack")));
    try {
      Path archive = Files.createTempFile("gapwatch-stack", ".tar.gz");
      try (SshSession session = vm.open()) {
        bundle.write(archive, true);
        return send(session, archive);
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new InfraException("could not write a temporary file: " + e.getMessage(), e);
    }
  }

  private int send(SshSession session, Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      int code = session.run(StackScript.command(List.of("install")), in, this::print);
      return code == 0 ? session.run(StackScript.command(List.of("up")), this::print) : code;
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
