package io.gapwatch.infra.stack;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Of what Oracle's provider says in many lines, the sentence that is the reason: it comes below a
 * heading, {@code 1 error occurred:}, and advice to retry comes below it.
 */
public final class ProviderReason {
  private static final String HEADING = "occurred:";
  private static final String ITEM = "* ";

  private ProviderReason() {}

  /** The reason; where several things failed, all of them. */
  public static String of(String said) {
    List<String> lines =
        said.lines().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
    if (lines.isEmpty()) {
      return "no reason was given";
    }
    String items =
        isHeading(lines.get(0))
            ? lines.stream()
                .filter(line -> line.startsWith(ITEM) && !isHeading(line))
                .map(line -> line.substring(ITEM.length()).strip())
                .distinct()
                .collect(Collectors.joining(", "))
            : "";
    return items.isEmpty() ? lines.get(0) : items;
  }

  /** Whether the reason comes only below this line. */
  public static boolean isHeading(String line) {
    return line.endsWith(HEADING);
  }
}
