package io.gapwatch.agent.config.schema;

import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A parsed piece of YAML with its position. */
public sealed interface Node {
  /** Longer texts are no longer read at a glance. */
  int LONGEST_SHOWN = 200;

  Location location();

  /** A description for messages: {@code a list}. */
  String describe();

  /** The values of a mapping by key; none if it is no mapping, of which another problem tells. */
  default Map<String, Node> children() {
    return Map.of();
  }

  /** The value of a key. */
  default Optional<Node> child(String key) {
    return Optional.ofNullable(children().get(key));
  }

  /** The items of a list; none if it is no list, of which another problem tells. */
  default List<Node> items() {
    return List.of();
  }

  /** The path of a key; one that may be a secret in the wrong place is not shown. */
  static String path(String path, String key) {
    String shown =
        Scalar.mayBeSecret(key) ? "(key of " + key.length() + " characters)" : Lines.visible(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  record Scalar(String text, Location location) implements Node {
    /** Of letters and digits, as far as the next blank or slash. */
    private static final Pattern LONG_WORD =
        Pattern.compile("(?<![^\\s/])(?=[^\\s/]*[0-9])(?=[^\\s/]*[A-Za-z])[^\\s/]{16,}");

    private static final Pattern ADDRESS_WITH_MORE = Pattern.compile("://[^/?#@]*[/?#@].");

    @Override
    public String describe() {
      if (mayBeSecret(text)) {
        return "text of " + text.length() + " characters, not shown: it may be a secret";
      }
      return text.isEmpty() ? "nothing" : '"' + Lines.visible(text) + '"';
    }

    /**
     * Detects a key, a token, or a URL with more than a host in the wrong place: a password, or a
     * path or a query, which may have a token.
     */
    private static boolean mayBeSecret(String text) {
      if (text.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{4,20}Z")) {
        return false;
      }
      return text.length() > LONGEST_SHOWN
          || !Redaction.of(text).equals(text)
          || LONG_WORD.matcher(text).find()
          || ADDRESS_WITH_MORE.matcher(text).find();
    }
  }

  record Mapping(List<Entry> entries, Location location) implements Node {
    @Override
    public String describe() {
      return "a mapping";
    }

    @Override
    public Map<String, Node> children() {
      Map<String, Node> children = new LinkedHashMap<>();
      entries.forEach(entry -> children.put(entry.key(), entry.value()));
      return children;
    }
  }

  record Sequence(List<Node> items, Location location) implements Node {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** One key of a mapping with its value. */
  record Entry(String key, Location keyLocation, Node value) {}
}
