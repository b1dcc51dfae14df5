package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    description = "Run all jobs on their schedules, in the foreground: for those without cron.",
    footer = {
      "",
      "One line per run: how it went, and when the job is due next. A run that was missed while",
      "the machine slept is made up for once. A changed configuration is taken over when it is",
      "right; otherwise the old one stays in force, and the line says why.",
      "Ctrl-C or SIGTERM begins nothing new and gives a run under way ten seconds to end.",
      "Use either this or the crontab, not both. scripts/gapwatch.service is a systemd unit,",
      "scripts/start-watch a starter for tmux or screen.",
      "",
      "Example:",
      "  gapwatch watch --config /etc/gapwatch/gapwatch.yaml"
    })
final class WatchCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions files = new ConfigOptions();

  WatchCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new Agent(environment).watch(files.config(), files.state(), out::println).run();
    return ExitCode.OK;
  }
}
