package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.DoctorOptions;
import io.gapwatch.agent.doctor.DoctorText;
import io.gapwatch.agent.report.JsonReport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  /** Whether sources are asked as well. */
  static final class Connecting {
    @Option(
        names = "--connect",
        description = "Also open each source and ask each check once; tells nobody.")
    private boolean connect;
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
        "Exit code: 0 valid, 2 invalid, or with --connect something that cannot be asked.",
        "",
        "Examples:",
        "  gapwatch config check --config /etc/gapwatch/gapwatch.yaml",
        "  gapwatch config check --connect   are the tables and columns there?"
      })
  int check(@Mixin CommonOptions common, @Mixin Connecting connecting) {
    Config config = common.load(environment);
    spec.commandLine().getOut().printf("✅ %s: %s%n", config.file(), contents(config));
    spec.commandLine().getOut().flush();
    return connecting.connect ? connected(config, common.now(environment)) : ExitCode.OK;
  }

  private int connected(Config config, Instant now) {
    PrintWriter out = spec.commandLine().getOut();
    boolean well =
        new Agent(environment)
            .doctor(new DoctorOptions(false, false, false))
            .connect(
                config,
                now,
                examined -> {
                  out.print(DoctorText.of(examined));
                  out.flush();
                });
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String contents(Config config) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                counted(config.sources().size(), "source", "sources"),
                counted(config.channels().size(), "channel", "channels"),
                counted(config.jobs().size(), "job", "jobs"),
                counted(config.checks().size(), "check", "checks")));
    if (!config.upkeep().isEmpty()) {
      parts.add(counted(config.upkeep().size(), "upkeep action", "upkeep actions"));
    }
    if (!config.summaries().isEmpty()) {
      parts.add(counted(config.summaries().size(), "summary", "summaries"));
    }
    return String.join(", ", parts);
  }

  private static String counted(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
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
