package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.release.ReleaseArchive;
import io.gapwatch.infra.release.ReleaseSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapctl deploy}. */
@Command(
    name = "deploy",
    description = {
      "Pushes the packaged release to the VM over SSH, which switches to it if its doctor passes.",
      "It stays until an up ships a different release."
    },
    mixinStandardHelpOptions = true)
final class DeployCommand implements Callable<Integer> {
  /** As root, because a release may need packages; what the release brings runs as the agent. */
  private static final String UPDATE = "sudo /usr/local/sbin/gapwatch-prepare --now";

  @Mixin private VmOptions vm = new VmOptions();

  @Option(
      names = "--fetch",
      description = "Push nothing; have the VM fetch the release of the last up now.")
  private boolean fetch;

  @Override
  public Integer call() {
    return fetch ? vm.run(UPDATE) : push();
  }

  private int push() {
    StackOptions stack = vm.stack();
    Path infra = stack.root().resolve("infra");
    Path archive = ProjectFiles.read(stack.root(), stack.stack()).releaseArchive();
    ReleaseArchive release = ReleaseArchive.stage(infra, archive);
    try (InputStream in = Files.newInputStream(infra.resolve(release.path()))) {
      ReleaseSignature signed = release.signature();
      return vm.run(
          String.join(" ", UPDATE, release.sha256(), signed.made(), signed.signature()), in);
    } catch (IOException e) {
      throw new InfraException("could not read the release: " + e.getMessage(), e);
    }
  }
}
