package io.gapwatch.agent.source.sql;

import java.util.ArrayList;
import java.util.List;
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
