package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Reports;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.report.ReportFormat;
import io.gapwatch.agent.report.ReportPrinter;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description =
        "Print a job's last run, or a summary of a night or a week. Reads only the history.",
    footer = {
      "",
      "Exit code: 0 reported, 2 nothing to report. It does not depend on the job's health; scripts",
      "get that from the exit code of run.",
      "",
      "Examples:",
      "  gapwatch report chain                                the last run",
      "  gapwatch report chain --since 12h                    the night",
      "  gapwatch report chain --since 7d --format html > week.html   with plots",
      "  gapwatch report chain --since 7d --format markdown   for pasting into an issue"
    })
final class ReportCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "text|json|markdown|html",
      defaultValue = "text",
      description = "Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description =
          "Summarise this much time until now, such as 12h or 7d, instead of the last run.")
  private @Nullable Duration since;

  @Parameters(paramLabel = "JOB", converter = WordsConverter.class, description = "The job.")
  private String job = "";

  ReportCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Config config = common.load(environment);
    Instant now = common.now(environment);
    Optional<Summary> summary =
        since == null ? Reports.summary(config, job, now) : Optional.empty();
    if (summary.isPresent()) {
      spec.commandLine().getOut().print(print(summary.get()));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    Reports reports = new Reports(config, job);
    ReportPrinter printer = format.printer(terminal.style());
    String text =
        since == null
            ? printer.print(reports.last(now))
            : printer.print(reports.period(since, now));
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private String print(Summary summary) {
    return switch (format) {
      case HTML -> SummaryPrinter.html(summary);
      case MARKDOWN -> SummaryPrinter.markdown(summary);
      case TEXT -> SummaryPrinter.text(summary);
      case JSON -> SummaryPrinter.json(summary);
    };
  }
}
