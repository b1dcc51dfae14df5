package io.gapwatch.agent.cli;

import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.report.JsonReport;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Text for people or JSON for scripts. */
final class FormatOption {
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Output format. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }

  /** Shows people a run while it goes on; scripts read its end. */
  RunListener listener(PrintWriter out, Terminal terminal) {
    return isJson() ? RunListener.SILENT : new ConsoleReport(out, terminal.style());
  }

  /** What a command that ran something ends with. */
  int end(PrintWriter out, RunResult result) {
    if (isJson()) {
      out.println(new JsonReport().render(result));
    }
    return result.exitCode();
  }
}
