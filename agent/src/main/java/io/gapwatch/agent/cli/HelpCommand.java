package io.gapwatch.agent.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    description = "Explain a command; the same as COMMAND --help.",
    footer = {
      "",
      "Examples:",
      "  gapwatch help                     the list of commands",
      "  gapwatch help check               one of them",
      "  gapwatch help incidents silence   one of a group"
    })
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "COMMAND",
      converter = WordsConverter.class,
      description = "The command. Default: the list of all.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    CommandLine asked = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = asked.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(
            spec.commandLine(), UsageError.noCommand(asked.getCommandSpec(), name));
      }
      asked = next;
    }
    asked.usage(spec.commandLine().getOut(), asked.getColorScheme());
    return ExitCode.OK;
  }
}
