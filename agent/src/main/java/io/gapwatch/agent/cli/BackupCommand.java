package io.gapwatch.agent.cli;

import io.gapwatch.agent.backup.Backups;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = "Write history and configuration to a zip file; safe while jobs run.",
    footer = {
      "",
      "It contains no secrets. A configuration with plaintext secrets is left out, with a warning.",
      "Exit code: 0 written, 2 failed.",
      "",
      "Example:",
      "  gapwatch backup gapwatch-2026-11-21.zip"
    })
final class BackupCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "The archive to write; it must not exist.")
  private Path file = Path.of("");

  BackupCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Config config = common.load(environment);
    Path target = environment.folder().resolve(file);
    List<String> secrets = Backups.write(config, target, common.now(environment));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("✅ %s contains the history of %s%n", target, config.state());
    if (secrets.isEmpty()) {
      out.printf("✅ and the configuration %s%n", config.file());
    } else {
      out.printf(
          "⚠️ the configuration was left out: it contains plaintext secrets (%s)%n",
          String.join(", ", secrets));
    }
    out.flush();
    return ExitCode.OK;
  }
}
