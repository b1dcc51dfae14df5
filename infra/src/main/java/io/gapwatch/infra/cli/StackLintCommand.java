package io.gapwatch.infra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.compose.CheckJson;
import io.gapwatch.infra.compose.FindingText;
import io.gapwatch.infra.compose.lint.Lint;
import io.gapwatch.infra.compose.lint.Programs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl stack lint}. */
@Command(
    name = "lint",
    description = {
      "Finds what starts and does not work in prometheus.yml, rules and alertmanager.yml, and what",
      "keeps them from starting: for Prometheus 3.16 and Alertmanager 0.35, and for the promtool"
          + " and",
      "amtool of the PATH."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is wrong",
      "2:it could not be checked; the message says why",
      "64:usage error"
    },
    mixinStandardHelpOptions = true)
final class StackLintCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "stack",
      description = "The folder of the files, and all below it (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("stack");

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StackCheckCommand.Format format = StackCheckCommand.Format.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Map<String, String> environment = System.getenv();
    Lint lint = Lint.of(folder, environment, new Programs(environment.getOrDefault("PATH", "")));
    PrintWriter out = spec.commandLine().getOut();
    if (format == StackCheckCommand.Format.json) {
      out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(CheckJson.findings(lint.findings())));
    } else {
      lint.files().forEach(file -> out.printf("read %s%n", file));
      FindingText.print(lint.findings(), out);
      if (lint.findings().isEmpty()) {
        out.println("Nothing is wrong.");
      }
    }
    out.flush();
    return lint.isWell() ? GapctlCommand.OK : StackCheckCommand.WRONG;
  }
}
