package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Calibrations;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.report.Calibration;
import io.gapwatch.agent.report.CalibrationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "calibrate",
    description = "Suggest limits from history: 2 × P99 of healthy values. Changes nothing.",
    footer = {
      "",
      "Exit code: 0 a limit for every check, 2 too few samples for at least one.",
      "",
      "Examples:",
      "  gapwatch calibrate                 from the last 30 days",
      "  gapwatch calibrate --since 90d"
    })
final class CalibrateCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      defaultValue = "30d",
      description = "How far back to look. Default: ${DEFAULT-VALUE}.")
  private Duration since = Duration.ofDays(30);

  CalibrateCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    List<Calibration> all =
        new Calibrations(common.load(environment))
            .between(common.now(environment).minus(since), common.now(environment));
    CalibrationText text = new CalibrationText(terminal.style());
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      out.println(text.json(all));
    } else {
      all.forEach(calibration -> out.print(text.text(calibration)));
    }
    out.flush();
    return all.stream().allMatch(one -> one.suggestion().isPresent())
        ? ExitCode.OK
        : ExitCode.FAILED;
  }
}
