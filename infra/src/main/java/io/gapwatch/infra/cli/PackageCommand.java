package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.release.Packager;
import io.gapwatch.infra.release.Platform;
import io.gapwatch.infra.release.ReleaseArchive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl package}. */
@Command(
    name = "package",
    description = "Builds the release that the next up ships: agent, libraries, configuration.",
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--platform",
      defaultValue = "LINUX_ARM64",
      paramLabel = "NAME",
      description = "What the VM is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Platform platform = Platform.LINUX_ARM64;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Path root = options.root();
    Path infra = root.resolve("infra");
    ProjectFiles project = ProjectFiles.read(root, options.stack());
    Path archive = project.releaseArchive();
    new Packager(root.resolve("agent/target"), root.resolve(config(project)), platform)
        .pack(infra.resolve(archive));
    ReleaseArchive release = ReleaseArchive.stage(infra, archive);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s%nsha256 %s%n", infra.resolve(release.path()), release.sha256());
    out.flush();
    return GapctlCommand.OK;
  }

  private static String config(ProjectFiles project) {
    return project.get("agentConfig").orElse("config/ethereum.yaml");
  }
}
