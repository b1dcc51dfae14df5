package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.schema.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was meant. */
final class UsageError {
  /** The library quotes the classes of exceptions, which say nothing to people. */
  private static final Pattern CLASS =
      Pattern.compile(" \\(javax?\\.[^)]*\\)| to (?:class|interface) javax?\\.\\S+");

  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[(.*)\\] \\(case-\\w+\\) but was '(.*)'");

  /** Help calls it by its name. */
  private static final Pattern PLACE =
      Pattern.compile("Invalid value for positional parameter at index \\S+ \\((\\S+)\\): (must)?");

  private UsageError() {}

  static String of(ParameterException e, String... typed) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e instanceof MissingParameterException) {
      // What seems to be missing may be there, misspelt.
      Optional<String> stranger = stranger(command, typed);
      if (stranger.isPresent()) {
        return noOption(command, stranger.get());
      }
    }
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(command, unmatched.getUnmatched());
    }
    String message = Objects.requireNonNullElse(e.getMessage(), "these arguments do not fit");
    return CHOICE
        .matcher(PLACE.matcher(CLASS.matcher(message).replaceAll("")).replaceAll(UsageError::named))
        .replaceAll(UsageError::choice);
  }

  private static String named(MatchResult found) {
    return found.group(2) == null ? "" : Matcher.quoteReplacement(found.group(1) + " must");
  }

  /** The words that may stand there, as people type them. */
  private static String choice(MatchResult found) {
    List<String> words = List.of(found.group(1).toLowerCase(Locale.ROOT).split(", ", -1));
    return Matcher.quoteReplacement(
        "there is no %s%s"
            .formatted(found.group(2), Suggestion.among(words).forTypo(found.group(2))));
  }

  /** That there is no such command in this group. */
  static String noCommand(CommandSpec group, String name) {
    return "%s has no command %s%s"
        .formatted(
            group.qualifiedName(),
            shown(name),
            Suggestion.among(group.subcommands().keySet()).forTypo(name));
  }

  /** An unset variable of a script is a word, too. */
  private static String shown(String word) {
    return word.isBlank() ? "\"" + word + "\"" : word;
  }

  private static String unmatched(CommandSpec command, List<String> unmatched) {
    String first = unmatched.get(0);
    if (first.startsWith("-")) {
      return noOption(command, first);
    }
    if (!command.subcommands().isEmpty()) {
      return noCommand(command, first);
    }
    return "%s does not take %s"
        .formatted(
            command.qualifiedName(),
            unmatched.stream().map(UsageError::shown).collect(Collectors.joining(" ")));
  }

  /** The first word that looks like an option of the command, and is none. */
  private static Optional<String> stranger(CommandSpec command, String... typed) {
    boolean value = false;
    for (String word : typed) {
      OptionSpec option = command.optionsMap().get(word);
      if (word.equals("--")) {
        break;
      }
      if (!value
          && option == null
          && word.matches("-.+")
          && !command.optionsMap().containsKey(name(word))) {
        return Optional.of(word);
      }
      value = option != null && option.arity().max() > 0;
    }
    return Optional.empty();
  }

  private static String noOption(CommandSpec command, String word) {
    String meant =
        word.matches("-\\d.*")
            ? "; a time has no sign: " + word.substring(1)
            : Suggestion.among(new TreeSet<>(command.optionsMap().keySet())).forTypo(name(word));
    return "%s has no option %s%s".formatted(command.qualifiedName(), name(word), meant);
  }

  private static String name(String word) {
    return word.split("=", 2)[0];
  }
}
