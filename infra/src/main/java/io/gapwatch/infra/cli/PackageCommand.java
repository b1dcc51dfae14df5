package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.release.InstallArchive;
import io.gapwatch.infra.release.Packager;
import io.gapwatch.infra.release.Platform;
import io.gapwatch.infra.release.ReleaseArchive;
import io.gapwatch.infra.release.ReleaseKey;
import io.gapwatch.infra.release.StackBundle;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl package}. */
@Command(
    name = "package",
    description = {
      "Builds and signs the release that the next up ships: agent, libraries, configuration.",
      "The first time it makes the key that signs; gapctl key shows it.",
      "With --archive, the agent for people instead: unpack it, and run its install."
    },
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--platform",
      defaultValue = "LINUX_ARM64",
      paramLabel = "NAME",
      description = "What the machine is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Platform platform = Platform.LINUX_ARM64;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "Write the agent with its installer to FILE, .tar.gz or .zip.")
  private Optional<Path> installArchive = Optional.empty();

  @Option(
      names = "--with-secrets",
      description = "Ship files and values that look like secrets, which are refused otherwise.")
  private boolean withSecrets;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Path root = options.root();
    PrintWriter out = spec.commandLine().getOut();
    if (installArchive.isPresent()) {
      Path file = installArchive.get();
      new InstallArchive(root, platform).pack(file);
      return said(out, file, ReleaseArchive.sha256(file));
    }
    if (platform == Platform.MACOS_ARM64) {
      throw new InfraException("a VM runs Linux; for a Mac: gapctl package --archive FILE");
    }
    Path infra = root.resolve("infra");
    ProjectFiles project = ProjectFiles.read(root, options.stack());
    project.refuseWrongKeys();
    Path archive = project.releaseArchive();
    ReleaseKey key = key(out);
    Path file = infra.resolve(archive);
    new Packager(
            root.resolve("agent/target"),
            root.resolve(config(project)),
            platform,
            withSecrets,
            containers(project, root, key))
        .pack(file);
    ReleaseArchive release =
        ReleaseArchive.sign(infra, archive, key, GapctlCommand.clock(spec).instant());
    return said(out, infra.resolve(release.path()), release.sha256());
  }

  private static int said(PrintWriter out, Path file, String sha256) {
    out.printf("%s%nsha256 %s%n", file, sha256);
    out.flush();
    return GapctlCommand.OK;
  }

  private static ReleaseKey key(PrintWriter out) {
    Path place = ReleaseKey.place(System.getenv());
    if (Files.exists(place)) {
      return ReleaseKey.read(place);
    }
    ReleaseKey made = ReleaseKey.make(place);
    out.printf(
        "Made the key that signs your releases: %s%nKeep a copy of it in a safe place; without it"
            + " your VMs take no release of yours (gapctl key --help).%n",
        place);
    return made;
  }

  private static Optional<Packager.Containers> containers(
      ProjectFiles project, Path root, ReleaseKey key) {
    return project
        .get("stack")
        .filter("true"::equals)
        .map(set -> new Packager.Containers(new StackBundle(root.resolve("stack")), key));
  }

  private static String config(ProjectFiles project) {
    return project.get("agentConfig").orElse("config/ethereum.yaml");
  }
}
