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
    description = "Write history and configuration into one zip file, also while runs go on.",
    footer = {
      "",
      "It holds no secret. A configuration with secrets in clear is left out, and that is said.",
      "Exit code: 0 written, 2 not.",
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
    out.printf("✅ %s holds the history of %s%n", target, config.state());
    if (secrets.isEmpty()) {
      out.printf("✅ and the configuration %s%n", config.file());
    } else {
      out.printf(
          "⚠️ the configuration is left out: it holds secrets in clear (%s)%n",
          String.join(", ", secrets));
    }
    out.flush();
    return ExitCode.OK;
  }
}
