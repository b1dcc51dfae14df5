package io.gapwatch.infra.cli;

import io.gapwatch.infra.deploy.Deployer;
import java.io.PrintWriter;
import java.nio.file.Path;
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

  Deployer open(PrintWriter out) {
    return Deployer.open(root(), stack, System.getenv(), line -> print(out, line));
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
