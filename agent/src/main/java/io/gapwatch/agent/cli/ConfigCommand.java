package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.report.JsonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    description = "Validate the configuration, or print its JSON Schema for your editor.",
    synopsisSubcommandLabel = "(check | schema)",
    footer = {
      "",
      "Examples:",
      "  gapwatch config check                           is it valid?",
      "  gapwatch config schema > gapwatch.schema.json   for your editor"
    })
final class ConfigCommand implements Runnable {
  private final Environment environment;

  @Spec private CommandSpec spec;

  ConfigCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new NoCommandException(spec);
  }

  @Command(
      name = "check",
      description = "Load the file as a run does, and report all problems at once.",
      footer = {
        "",
        "Exit code: 0 valid, 2 invalid.",
        "",
        "Example:",
        "  gapwatch config check --config /etc/gapwatch/gapwatch.yaml"
      })
  int check(@Mixin CommonOptions common) {
    Config config = common.load(environment);
    spec.commandLine()
        .getOut()
        .printf(
            "✅ %s: %s, %s, %s, %s%n",
            config.file(),
            counted(config.sources().size(), "source"),
            counted(config.channels().size(), "channel"),
            counted(config.jobs().size(), "job"),
            counted(config.checks().size(), "check"));
    return ExitCode.OK;
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  @Command(
      name = "schema",
      description = "Print the JSON Schema of the file.",
      footer = {"", "Example:", "  gapwatch config schema > gapwatch.schema.json"})
  int schema() {
    spec.commandLine().getOut().println(new JsonReport().text(new Configs(environment).schema()));
    return ExitCode.OK;
  }
}
