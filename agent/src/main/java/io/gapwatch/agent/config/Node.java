package io.gapwatch.agent.config;

import java.util.List;

/** A parsed piece of YAML that knows where it stands. */
sealed interface Node {
  Location location();

  /** What it is, for messages: {@code a list}. */
  String describe();

  record Scalar(String text, Location location) implements Node {
    @Override
    public String describe() {
      return text.isEmpty() ? "nothing" : '"' + text + '"';
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
