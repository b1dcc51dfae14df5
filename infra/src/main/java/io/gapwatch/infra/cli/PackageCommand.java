package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.release.Packager;
import io.gapwatch.infra.release.ReleaseArchive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl package}. */
@Command(
    name = "package",
    description = "Makes the release that the next up ships: agent, libraries and config/.",
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Path root = options.root();
    Path infra = root.resolve("infra");
    Path archive =
        Path.of(
            ProjectFiles.read(root, options.stack())
                .get("releaseArchive")
                .orElse("target/release/gapwatch.tar.gz"));
    new Packager(root.resolve("agent/target"), root.resolve("config")).pack(infra.resolve(archive));
    ReleaseArchive release = ReleaseArchive.stage(infra, archive);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s%nsha256 %s%n", infra.resolve(release.path()), release.sha256());
    out.flush();
    return GapctlCommand.OK;
  }
}
