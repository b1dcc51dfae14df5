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
    description = "Run all jobs on their schedules, in the foreground, without cron.",
    footer = {
      "",
      "Prints one line per run: its result, and when the job is due next. Runs missed while the",
      "machine slept are made up for once. A changed configuration is reloaded if it is valid;",
      "otherwise the old one stays in use, and a line says why.",
      "After Ctrl-C or SIGTERM nothing new starts; running jobs get ten seconds to finish.",
      "Use either this or the crontab, not both. scripts/gapwatch.service is a systemd unit,",
      "scripts/start-watch starts it in tmux or screen.",
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
