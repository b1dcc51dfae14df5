package io.gapwatch.agent.cli;

import io.gapwatch.agent.text.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command. Lines end between words; picocli would end them inside of file names. */
final class HelpPage {
  /** What every terminal has. */
  static final int WIDTH = 80;

  /** The same in most commands, and so behind what is the command's own. */
  static final Set<String> COMMON = Set.of("--config", "--state", "--now", "--help", "--version");

  /** A longer name has its meaning in the line below. */
  private static final int WIDEST_NAME = 26;

  private HelpPage() {}

  /** A name, and what it means. */
  private record Entry(String name, String meaning) {}

  /** Gives the command and its subcommands this help, as soon as one is asked for it. */
  static void of(CommandLine commandLine) {
    commandLine.setUsageHelpWidth(WIDTH);
    commandLine.setHelpFactory(
        (command, colours) -> {
          sections(command.commandLine());
          return new Help(command, colours);
        });
  }

  private static void sections(CommandLine commandLine) {
    Map<String, IHelpSectionRenderer> sections =
        new LinkedHashMap<>(commandLine.getHelpSectionMap());
    sections.put(
        UsageMessageSpec.SECTION_KEY_DESCRIPTION,
        help -> text(help.commandSpec().usageMessage().description()));
    sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, HelpPage::parameters);
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPage::options);
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPage::commands);
    sections.put(
        UsageMessageSpec.SECTION_KEY_FOOTER,
        help -> lines(footer(help.commandSpec().usageMessage().footer())));
    commandLine.setHelpSectionMap(sections);
  }

  /** Examples stay as they are; sentences are filled up. */
  private static List<String> footer(String... written) {
    List<String> lines = new ArrayList<>();
    String sentence = "";
    for (String line : written) {
      boolean example = line.isEmpty() || line.startsWith("  ");
      if (!sentence.isEmpty() && (example || sentence.matches(".*[.:]"))) {
        lines.addAll(Lines.wrapped(sentence, WIDTH));
        sentence = "";
      }
      if (example) {
        lines.add(line);
      } else {
        sentence = sentence.isEmpty() ? line : sentence + " " + line;
      }
    }
    if (!sentence.isEmpty()) {
      lines.addAll(Lines.wrapped(sentence, WIDTH));
    }
    return lines;
  }

  private static String parameters(Help help) {
    List<Entry> entries = new ArrayList<>();
    for (PositionalParamSpec one : help.commandSpec().positionalParameters()) {
      entries.add(new Entry(one.paramLabel(), String.join(" ", one.description())));
    }
    return list(help, "", entries);
  }

  private static String options(Help help) {
    Map<Boolean, List<OptionSpec>> byKind =
        help.commandSpec().options().stream()
            .filter(option -> !option.hidden())
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .collect(Collectors.partitioningBy(option -> COMMON.contains(option.longestName())));
    return list(help, "Options:", entries(byKind.getOrDefault(false, List.of())))
        + list(help, "Common options:", entries(byKind.getOrDefault(true, List.of())));
  }

  private static List<Entry> entries(List<OptionSpec> options) {
    return options.stream()
        .map(option -> new Entry(names(option), String.join(" ", option.description())))
        .toList();
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    String names = String.join(", ", Stream.of(option.names()).sorted(BY_LENGTH).toList());
    return names + value;
  }

  private static final Comparator<String> BY_LENGTH = Comparator.comparingInt(String::length);

  private static String commands(Help help) {
    List<Entry> entries = new ArrayList<>();
    help.commandSpec()
        .subcommands()
        .forEach(
            (name, command) ->
                entries.add(
                    new Entry(
                        name,
                        String.join(" ", command.getCommandSpec().usageMessage().description()))));
    return list(help, "Commands:", entries);
  }

  private static String list(Help help, String heading, List<Entry> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    int widest =
        entries.stream()
            .mapToInt(entry -> entry.name().length())
            .filter(length -> length <= WIDEST_NAME)
            .max()
            .orElse(WIDEST_NAME);
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (!heading.isEmpty()) {
      lines.add(heading);
    }
    for (Entry entry : entries) {
      lines.addAll(lines(help, entry, widest));
    }
    return lines(lines);
  }

  private static List<String> lines(Help help, Entry entry, int widest) {
    String margin = " ".repeat(widest + 4);
    List<String> meaning = Lines.wrapped(entry.meaning(), WIDTH - margin.length());
    String name = help.colorScheme().commandText(entry.name()).toString();
    List<String> lines = new ArrayList<>();
    if (entry.name().length() > widest) {
      lines.add("  " + name);
      meaning.forEach(line -> lines.add(margin + line));
      return lines;
    }
    String gap = " ".repeat(widest - entry.name().length() + 2);
    lines.add("  " + name + (meaning.isEmpty() ? "" : gap + meaning.get(0)));
    meaning.stream().skip(1).forEach(line -> lines.add(margin + line));
    return lines;
  }

  private static String text(String... paragraphs) {
    return lines(
        Stream.of(paragraphs).flatMap(words -> Lines.wrapped(words, WIDTH).stream()).toList());
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
  }
}
