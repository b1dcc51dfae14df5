package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.StackScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapctl stack restore}. */
@Command(
    name = "restore",
    description = {
      "Brings a backup into empty volumes on the VM and starts the containers.",
      "Checksums are verified before anything is changed."
    },
    mixinStandardHelpOptions = true)
final class StackRestoreCommand implements Callable<Integer> {
  @Mixin private VmOptions vm = new VmOptions();

  @Parameters(paramLabel = "FILE", description = "The file that gapctl stack backup wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--replace",
      description = "Empty volumes that hold something first: what is in them is gone for ever.")
  private boolean replace;

  @Override
  public Integer call() {
    try (InputStream in = Files.newInputStream(file)) {
      return vm.run(
          StackScript.command(replace ? List.of("restore", "--replace") : List.of("restore")), in);
    } catch (IOException e) {
      throw new InfraException("could not read the backup %s".formatted(file), e);
    }
  }
}
