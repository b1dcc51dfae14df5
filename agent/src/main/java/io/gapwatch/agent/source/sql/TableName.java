package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a table as the configuration has it: its parts joined by dots, as in {@code
 * shop.Orders}. Only a part with a dot of its own must stand in quotes: {@code shop."odd.name"}.
 *
 * @param parts catalog and schema, where given, and the table; may contain any character
 */
public record TableName(List<String> parts) {
  private static final int MOST_PARTS = 3;
  private static final Pattern PART =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")++)\"|([^.]*))(\\.|$)");

  public TableName {
    parts = List.copyOf(parts);
  }

  public static TableName of(String text) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      parts.add(part.group(1) == null ? part.group(2) : part.group(1).replace("\"\"", "\""));
      if (part.group(3).isEmpty()) {
        break;
      }
    }
    return new TableName(parts);
  }

  /** A key that names a table. */
  public static Kind<String> kind() {
    return Kinds.judged(Kinds.text(), (text, now) -> fault(text));
  }

  /** What a name of a table must be, if this is none; the database would say it in riddles. */
  private static Optional<String> fault(String text) {
    List<String> parts = of(text).parts();
    if (parts.stream().anyMatch(String::isBlank)) {
      return Optional.of(
          "have a name before and after each dot, as shop.orders; a name with a dot of its own"
              + " stands in quotes: shop.\"odd.name\"");
    }
    return parts.size() > MOST_PARTS
        ? Optional.of(
            "have at most three names, as database.schema.table; a name with a dot of its own"
                + " stands in quotes: shop.\"odd.name\"")
        : Optional.empty();
  }

  /** As it stands in a statement. */
  public String quoted() {
    return parts.stream().map(Dialect::quote).collect(Collectors.joining("."));
  }

  /** As the configuration has it. */
  public String text() {
    return parts.stream()
        .map(part -> part.contains(".") || part.startsWith("\"") ? Dialect.quote(part) : part)
        .collect(Collectors.joining("."));
  }
}
