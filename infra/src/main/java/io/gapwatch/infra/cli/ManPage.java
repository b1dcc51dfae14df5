package io.gapwatch.infra.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;

/** The manual page of gapctl, in the man macros: the help of all commands, where {@code man} is. */
final class ManPage {
  /** As it stands, and not moved to the right, where 80 columns would not hold it. */
  private static final String VERBATIM = ".nf\n.in 0\n";

  private ManPage() {}

  static String of(CommandLine gapctl) {
    String description = gapctl.getCommandSpec().usageMessage().description()[0];
    return """
    .TH GAPCTL 1 "" "Gapwatch"
    .SH NAME
    gapctl \\- %s
    .SH SYNOPSIS
    .B gapctl
    .I COMMAND
    [options]
    .SH DESCRIPTION
    %s%s.SH FILES
    Pulumi.STACK.yaml in the clone; docs/deploy.md and docs/operate.md say more
    """
        .formatted(text(description), help(gapctl), commands(gapctl));
  }

  private static String commands(CommandLine of) {
    return of.getSubcommands().values().stream()
        .map(each -> ".SH " + heading(each) + "\n" + help(each) + commands(each))
        .collect(Collectors.joining());
  }

  private static String heading(CommandLine command) {
    return text(command.getCommandSpec().qualifiedName());
  }

  /** As it is printed. */
  private static String help(CommandLine command) {
    return command
        .getUsageMessage()
        .lines()
        .map(line -> text(line) + "\n")
        .collect(Collectors.joining("", VERBATIM, ".fi\n"));
  }

  /** A line without anything that the macros would read. */
  private static String text(String line) {
    String escaped = line.replace("\\", "\\e").replace("-", "\\-");
    return escaped.matches("[.'].*") ? "\\&" + escaped : escaped;
  }
}
