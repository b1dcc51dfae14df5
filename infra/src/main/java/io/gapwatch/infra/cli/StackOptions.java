package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.deploy.Deployer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which stack of which clone. */
final class StackOptions {
  @Option(
      names = {"-s", "--stack"},
      defaultValue = "dev",
      paramLabel = "NAME",
      description = "The Pulumi stack (default: ${DEFAULT-VALUE}).")
  private String stack = "dev";

  @Option(
      names = "--root",
      defaultValue = "${sys:gapwatch.root:-.}",
      paramLabel = "DIR",
      description = "The folder of Pulumi.yaml (default: this clone).")
  private Path root = Path.of(".");

  String stack() {
    return stack;
  }

  Path root() {
    return root.toAbsolutePath().normalize();
  }

  /**
   * The stack, created if it does not exist.
   *
   * @param clock says what the program is to take as the time
   * @param more goes over this process's environment
   */
  Deployer open(InstantSource clock, PrintWriter out, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    return Deployer.open(project(), stack, environment, clock, line -> print(out, line));
  }

  /** The stack, which must exist. */
  Deployer existing(InstantSource clock, PrintWriter out) {
    return Deployer.existing(project(), stack, System.getenv(), clock, line -> print(out, line));
  }

  /** The root, which must have a project: the engine looks above for one otherwise. */
  private Path project() {
    ProjectFiles.read(root(), stack);
    return root();
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
