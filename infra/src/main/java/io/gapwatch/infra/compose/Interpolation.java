package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-default}} (with {@code - ? + :? :+} as
 * well, and nested) in values, as Compose does: after YAML has been read, never in keys.
 */
final class Interpolation {
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
  private static final Pattern OPERATOR = Pattern.compile(":?[-?+]");

  private final Variables variables;

  Interpolation(Variables variables) {
    this.variables = variables;
  }

  Variables variables() {
    return variables;
  }

  /** The tree with every variable replaced. */
  Node apply(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      return new Node.Scalar(scalar.place(), apply(text, scalar.place()), scalar.written());
    }
    if (node instanceof Node.Items list) {
      return new Node.Items(list.place(), list.items().stream().map(this::apply).toList());
    }
    if (node instanceof Node.Mapping mapping) {
      Map<String, Node> entries = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> entries.put(key, apply(value)));
      return new Node.Mapping(mapping.place(), entries);
    }
    return node instanceof Node.Replacing replacing
        ? new Node.Replacing(replacing.place(), apply(replacing.by()))
        : node;
  }

  String apply(String text, Place place) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next != '$') {
        out.append(next);
        at++;
        continue;
      }
      Matcher name = NAME.matcher(text).region(at + 1, text.length());
      if (text.startsWith("$$", at)) {
        out.append('$');
        at += 2;
      } else if (text.startsWith("${", at)) {
        int end = closing(text, at, place);
        out.append(braced(text.substring(at + 2, end), place));
        at = end + 1;
      } else if (name.lookingAt()) {
        out.append(valueOf(name.group(), place));
        at = name.end();
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '{') {
        throw invalid(place);
      } else {
        // A dollar before anything else stays.
        out.append('$');
        at++;
      }
    }
    return out.toString();
  }

  private static int closing(String text, int from, Place place) {
    int open = 0;
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        open++;
      } else if (text.charAt(i) == '}' && --open == 0) {
        return i;
      }
    }
    throw invalid(place);
  }

  private String braced(String inside, Place place) {
    Matcher name = NAME.matcher(inside);
    if (!name.lookingAt()) {
      throw invalid(place);
    }
    if (name.end() == inside.length()) {
      return valueOf(inside, place);
    }
    Matcher operator = OPERATOR.matcher(inside).region(name.end(), inside.length());
    if (!operator.lookingAt()) {
      throw invalid(place);
    }
    boolean emptyCounts = operator.group().startsWith(":");
    Optional<String> value = variables.get(name.group());
    Optional<String> there = value.filter(set -> !emptyCounts || !set.isEmpty());
    String written = inside.substring(operator.end());
    String other = apply(written, place);
    return switch (operator.group().charAt(operator.group().length() - 1)) {
      case '-' -> there.orElse(other);
      case '+' -> there.isPresent() ? other : value.orElse("");
      default ->
          there.orElseThrow(
              () ->
                  new InfraException(
                      "%s: the variable %s must be set%s; set it in .env or the environment"
                          .formatted(
                              place, name.group(), written.isEmpty() ? "" : ": " + written)));
    };
  }

  private String valueOf(String name, Place place) {
    Optional<String> value = variables.get(name);
    if (value.isEmpty()) {
      variables.miss(name, place);
    }
    return value.orElse("");
  }

  private static InfraException invalid(Place place) {
    return new InfraException(
        place + ": a $ here begins no variable; write $$ for the character itself");
  }
}
