package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.SshSession;
import io.gapwatch.infra.remote.StackScript;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl stack backup}. */
@Command(
    name = "backup",
    description = {
      "Fetches the containers' volumes and configuration into a file, with checksums.",
      "Prometheus keeps running, Alertmanager stops for a moment, the others are paused.",
      "Secrets are not in it: keep stack/secrets. Of Vault it holds what is encrypted."
    },
    mixinStandardHelpOptions = true)
final class StackBackupCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Parameters(paramLabel = "FILE", description = "Where to write it; never over a file.")
  private Path file = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw new InfraException("%s already exists; name another file".formatted(file));
    }
    // The name appears when the file is whole.
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (SshSession session = vm.open()) {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      int code = fetch(session, part);
      if (code != 0) {
        Files.delete(part);
        return code;
      }
      Files.move(part, file);
      print("%s: %,d bytes".formatted(file, Files.size(file)));
      return GapctlCommand.OK;
    } catch (FileAlreadyExistsException e) {
      throw new InfraException("%s appeared meanwhile; the backup is %s".formatted(file, part), e);
    } catch (IOException e) {
      throw new InfraException("could not write %s: %s".formatted(part, e.getMessage()), e);
    }
  }

  private int fetch(SshSession session, Path part) throws IOException {
    try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
      return session.fetch(StackScript.command(List.of("backup")), out, this::print);
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
