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
    description = "Put the history of a backup in place. It is read whole before anything changes.",
    footer = {
      "",
      "With --state no configuration is needed, so that a new machine can begin with this.",
      "Exit code: 0 restored, 2 not, and nothing was changed.",
      "",
      "Examples:",
      "  gapwatch restore gapwatch-2026-11-21.zip",
      "  gapwatch restore gapwatch-2026-11-21.zip --force    replaces a history; the old one is kept",
      "  gapwatch restore gapwatch-2026-11-21.zip --state /var/lib/gapwatch"
    })
final class RestoreCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--force", description = "Replace a history that is there; it is kept beside.")
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
        "✅ %s is the history of %s (backup by gapwatch %s)%n",
        state, Times.dateAndTime(restored.made()), restored.agent());
    restored.replaced().ifPresent(old -> out.printf("   the former history is kept in %s%n", old));
    restored
        .config()
        .ifPresent(
            config ->
                out.printf("   the configuration of the backup is %s; not put to use%n", config));
    out.flush();
    return ExitCode.OK;
  }
}
