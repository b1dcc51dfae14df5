package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.MissingRanges;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.report.RangeFormat;
import io.gapwatch.agent.report.RangePrinter;
import io.gapwatch.agent.text.Numbers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "gaps",
    description = "Print every missing range of a gaps check, as input for a backfill.",
    footer = {
      "",
      "Exit code: 0 whether or not anything is missing, 2 if the check failed.",
      "",
      "Examples:",
      "  gapwatch gaps blocks                    a table",
      "  gapwatch gaps blocks --format csv       first,last,count,after,before",
      "                                          of periods: from,until,count",
      "  gapwatch gaps blocks --format sql       a VALUES list to join against"
    })
final class GapsCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "table|csv|sql",
      defaultValue = "table",
      description = "Default: ${DEFAULT-VALUE}.")
  private RangeFormat format = RangeFormat.TABLE;

  @Parameters(
      paramLabel = "CHECK",
      converter = WordsConverter.class,
      description = "The gaps check.")
  private String check = "";

  GapsCommand(Environment environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Config config = common.load(environment);
    MissingRanges missing = new MissingRanges(environment);
    RangePrinter printer =
        format.printer(spec.commandLine().getOut(), missing.listing(config, check));
    missing.each(config, check, common.now(environment), printer::print);
    long ranges = printer.finish();
    spec.commandLine().getErr().println(Numbers.count(ranges, "missing range"));
    return ExitCode.OK;
  }
}
