package io.gapwatch.agent.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * One manual page for all commands, in the man macros: the help, where {@code man} looks for it.
 */
final class ManPage {
  /** As it stands, and not moved to the right, where 80 columns would not hold it. */
  private static final String VERBATIM = ".nf\n.in 0\n";

  private ManPage() {}

  static String of(CommandLine root, String version) {
    StringBuilder page = new StringBuilder();
    String name = root.getCommandName();
    page.append(".TH %s 1 \"\" \"%s\"\n".formatted(name.toUpperCase(Locale.ROOT), version));
    page.append(".SH NAME\n%s \\- %s\n".formatted(name, text(description(root))));
    page.append(".SH SYNOPSIS\n.B %s\n.I COMMAND\n[options]\n".formatted(name));
    page.append(".SH DESCRIPTION\n");
    verbatim(page, root);
    command(page, root.getSubcommands().values());
    page.append(".SH FILES\n");
    page.append("gapwatch.yaml here, then /etc/gapwatch/gapwatch.yaml\n");
    return page.toString();
  }

  private static void command(StringBuilder page, Iterable<CommandLine> commands) {
    for (CommandLine command : commands) {
      page.append(
          ".SH %s\n"
              .formatted(text(command.getCommandSpec().qualifiedName().toUpperCase(Locale.ROOT))));
      verbatim(page, command);
      command(page, command.getSubcommands().values());
    }
  }

  private static String description(CommandLine command) {
    return String.join(" ", List.of(command.getCommandSpec().usageMessage().description()));
  }

  /** As it stands in the help. */
  private static void verbatim(StringBuilder page, CommandLine command) {
    page.append(VERBATIM);
    command.getUsageMessage().lines().forEach(line -> page.append(text(line)).append('\n'));
    page.append(".fi\n");
  }

  /** A line without anything that the macros would read. */
  private static String text(String line) {
    String escaped = line.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
