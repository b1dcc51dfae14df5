package io.gapwatch.agent.cli;

import io.gapwatch.agent.backup.Backups;
import io.gapwatch.agent.backup.Restore.Restored;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.text.Times;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description =
        "Restore the history from a backup. The backup is verified before anything changes.",
    footer = {
      "",
      "With --state no configuration is needed, so a new machine can start with this.",
      "Exit code: 0 restored, 2 failed and nothing was changed.",
      "",
      "Examples:",
      "  gapwatch restore gapwatch-2026-11-21.zip",
      "  gapwatch restore gapwatch-2026-11-21.zip --force   keeps the old one beside",
      "  gapwatch restore gapwatch-2026-11-21.zip --state /var/lib/gapwatch"
    })
final class RestoreCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--force",
      description = "Replace an existing history; the old one is kept next to it.")
  private boolean force;

  @Parameters(paramLabel = "FILE", description = "The archive that gapwatch backup wrote.")
  private Path file = Path.of("");

  RestoreCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Path state =
        common
            .state()
            .map(environment.folder()::resolve)
            .orElseGet(() -> common.load(environment).state());
    Path archive = environment.folder().resolve(file);
    Restored restored = Backups.restore(archive, state, force, common.now(environment));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "✅ %s now has the history of %s (backup by gapwatch %s)%n",
        state, Times.dateAndTime(restored.made()), restored.agent());
    restored.replaced().ifPresent(old -> out.printf("   the old history is kept in %s%n", old));
    restored
        .config()
        .ifPresent(
            config ->
                out.printf(
                    "   the configuration in the backup is saved as %s; it is not " + "activated%n",
                    config));
    out.flush();
    return ExitCode.OK;
  }
}
