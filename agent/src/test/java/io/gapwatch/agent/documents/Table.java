package io.gapwatch.agent.documents;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that a page must have, in the section of what it describes, between a line {@code <!--
 * keys of gaps -->} and a line {@code <!-- end -->}.
 *
 * @param what the table lists, such as {@code keys}
 * @param of the first word of the section's heading
 * @param lines as they must stand there
 */
record Table(String what, String of, List<String> lines) {
  private static final String END = "<!-- end -->";

  Table {
    lines = List.copyOf(lines);
  }

  private String begin() {
    return "<!-- %s of %s -->".formatted(what, of);
  }

  private String text() {
    return begin() + "\n" + lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** The page with this table as the code has it, where the page has a place for it. */
  String renewed(String page) {
    Matcher place = place().matcher(page);
    return place.find() ? place.replaceFirst(Matcher.quoteReplacement(text() + END)) : page;
  }

  /** What is wrong with the table on this page, in sentences that say what to do. */
  List<String> problems(String name, String page) {
    Optional<String> section = section(page);
    if (section.isEmpty()) {
      return List.of(
          "%s has no section on %s: add a heading that begins with it, some words, an example, and the lines \"%s\" and \"%s\"; scripts/update-golden-files fills in what is between"
              .formatted(name, of, begin(), END));
    }
    Matcher place = place().matcher(section.get());
    if (!place.find()) {
      return List.of(
          "%s has no table of the %s of %s: add the lines \"%s\" and \"%s\" to its section; scripts/update-golden-files fills in what is between"
              .formatted(name, what, of, begin(), END));
    }
    List<String> given = place.group(1).lines().toList();
    return Stream.concat(
            lines.stream().filter(line -> !given.contains(line)).map(line -> "lacks " + line),
            given.stream()
                .filter(line -> !lines.contains(line))
                .map(line -> "has, against the code, " + line))
        .map(
            problem ->
                "%s, %s of %s: the table %s; scripts/update-golden-files renews it"
                    .formatted(name, what, of, problem))
        .toList();
  }

  private Pattern place() {
    return Pattern.compile(Pattern.quote(begin()) + "\n(.*?)" + Pattern.quote(END), Pattern.DOTALL);
  }

  /** From the heading to the next one. */
  private Optional<String> section(String page) {
    Pattern heading =
        Pattern.compile(
            "#{2,4} `?" + Pattern.quote(of) + "\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    return Stream.of(page.split("(?m)^(?=#{2,4} )", -1))
        .filter(part -> heading.matcher(part).matches())
        .findFirst();
  }
}
