package io.gapwatch.infra.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code gapctl help}. */
@Command(
    name = "help",
    description = "Shows what a command does; without one, the commands.",
    mixinStandardHelpOptions = true)
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Which one.")
  private Optional<String> name = Optional.empty();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine all = spec.commandLine().getParent();
    CommandLine wanted = name.map(each -> all.getSubcommands().get(each)).orElse(all);
    if (name.isPresent() && wanted == all) {
      throw new UnmatchedArgumentException(all, List.of(name.get()));
    }
    PrintWriter out = spec.commandLine().getOut();
    wanted.usage(out);
    out.flush();
    return GapctlCommand.OK;
  }
}
