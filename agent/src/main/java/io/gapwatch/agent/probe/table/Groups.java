package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.sql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What divides the rows of a table, in SQL; nothing where they are one.
 *
 * @param names of the columns, as configured
 * @param expressions the same as text
 */
public record Groups(List<String> names, List<String> expressions) {
  /** What groups are called. */
  public static final Words WORDS = Words.named("group");

  private static final String NULL = "NULL";

  public Groups {
    names = List.copyOf(names);
    expressions = List.copyOf(expressions);
  }

  /** Whether the table is one. */
  public boolean none() {
    return names.isEmpty();
  }

  /** {@code CAST("symbol" AS VARCHAR) COLLATE "C" AS g1, }. */
  public String select() {
    return IntStream.range(0, expressions.size())
        .mapToObj(i -> expressions.get(i) + " AS g" + (i + 1) + ", ")
        .collect(Collectors.joining());
  }

  /** {@code g1, }. */
  public String columns() {
    return aliases().stream().map(alias -> alias + ", ").collect(Collectors.joining());
  }

  /** {@code PARTITION BY g1}. */
  public String partition() {
    return none() ? "" : "PARTITION BY " + String.join(", ", aliases());
  }

  /** The positions of the groups and of so many columns after them, for GROUP BY. */
  public String positionsAnd(int more) {
    return IntStream.rangeClosed(1, names.size() + more)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private List<String> aliases() {
    return IntStream.rangeClosed(1, names.size()).mapToObj(i -> "g" + i).toList();
  }

  /**
   * The values of this row's group, in its first columns: {@code NULL} where there is none, and a
   * text that could be taken for that as an SQL literal.
   */
  public List<String> values(Row row) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= names.size(); i++) {
      values.add(row.value(i).map(Object::toString).map(Groups::value).orElse(NULL));
    }
    return values;
  }

  private static String value(String text) {
    return text.equals(NULL) || text.startsWith("'") ? quoted(text) : text;
  }

  /** {@code symbol=BTC, venue=X}, so that no two groups have the same name. */
  public String name(List<String> values) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + "=" + plainOrQuoted(values.get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String plainOrQuoted(String value) {
    boolean misleads = value.isBlank() || !value.equals(value.strip()) || value.contains(", ");
    return misleads && !value.startsWith("'") ? quoted(value) : value;
  }

  /** The values of the group of this name; empty if it has other columns. */
  public Optional<List<String>> parse(String name) {
    String pattern =
        names.stream()
            .map(column -> Pattern.quote(column + "=") + "('(?:[^']|'')*'|.*?)")
            .collect(Collectors.joining(", "));
    Matcher parts = Pattern.compile(pattern, Pattern.DOTALL).matcher(name);
    return parts.matches()
        ? Optional.of(
            IntStream.rangeClosed(1, names.size()).mapToObj(i -> unquoted(parts.group(i))).toList())
        : Optional.empty();
  }

  private static String unquoted(String text) {
    return text.startsWith("'")
        ? value(text.substring(1, text.length() - 1).replace("''", "'"))
        : text;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
