package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An unresolved value: text with {@code ${env:NAME}}, {@code ${env:NAME:-default}}, {@code
 * ${secret:NAME}} and {@code $$} for a dollar sign. Any other dollar sign is literal.
 */
record Template(List<Part> parts) {
  private static final Pattern DOLLAR = Pattern.compile("\\$\\$|\\$\\{([^}]*)}?");
  private static final Pattern REFERENCE =
      Pattern.compile("(env|secret):([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?");

  /** A piece of a value. */
  sealed interface Part {}

  record Literal(String text) implements Part {}

  /** The value of an environment variable. */
  record Resolved(String text) implements Part {}

  record Environment(String name, String fallback, boolean hasFallback) implements Part {}

  record SecretName(String name) implements Part {}

  /** Something in {@code ${}} that is not a valid reference. */
  record Malformed(String text) implements Part {}

  static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = DOLLAR.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        parts.add(new Literal(text.substring(end, matcher.start())));
      }
      parts.add(part(matcher));
      end = matcher.end();
    }
    if (end < text.length()) {
      parts.add(new Literal(text.substring(end)));
    }
    return new Template(List.copyOf(parts));
  }

  private static Part part(Matcher matcher) {
    String whole = matcher.group();
    if (whole.equals("$$")) {
      return new Literal("$");
    }
    Matcher reference = REFERENCE.matcher(matcher.group(1));
    if (!whole.endsWith("}") || !reference.matches()) {
      return new Malformed(whole);
    }
    if (reference.group(1).equals("env")) {
      String fallback = reference.group(3);
      return new Environment(
          reference.group(2), fallback == null ? "" : fallback, fallback != null);
    }
    return reference.group(3) == null ? new SecretName(reference.group(2)) : new Malformed(whole);
  }
}
