package io.gapwatch.agent.config.schema;

import java.util.List;

/** A parsed piece of YAML with its position. */
public sealed interface Node {
  Location location();

  /** A description for messages: {@code a list}. */
  String describe();

  record Scalar(String text, Location location) implements Node {
    @Override
    public String describe() {
      if (mayBeSecret()) {
        return "text of " + text.length() + " characters, not shown: it may be a secret";
      }
      return text.isEmpty() ? "nothing" : '"' + text + '"';
    }

    /** Detects a key, a token or a URL with a password in the wrong place. */
    private boolean mayBeSecret() {
      boolean token = text.matches("(?=.*[0-9])(?=.*[A-Za-z])[^\\s/]{16,}");
      return token || text.matches("(?s).*://[^/]*@.*") || text.length() > 200;
    }
  }

  record Mapping(List<Entry> entries, Location location) implements Node {
    @Override
    public String describe() {
      return "a mapping";
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
