package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/** The syntax of a setting, and the value it is parsed into. */
public interface Kind<T> {

  /** The value, or empty after adding a problem. */
  Optional<T> read(Entry entry);

  /** Its JSON Schema, as a tree of maps, lists and plain values. */
  Map<String, Object> schema();

  /** A value with its full key, and the reader that collects problems and knows the environment. */
  record Entry(String path, Node node, Reader reader) {

    /** Adds a problem here. */
    public <T> Optional<T> problem(String rule) {
      reader.add(new Problem(node.location(), path, rule, node.describe()));
      return Optional.empty();
    }

    /** Adds a problem here, without showing the value. */
    <T> Optional<T> problemKeepingValue(String rule) {
      reader.add(new Problem(node.location(), path, rule, ""));
      return Optional.empty();
    }

    /** Plain text with environment variables substituted; secrets are not allowed in it. */
    public Optional<String> text() {
      return reader.text(this);
    }

    Entry child(String name, Node child) {
      return new Entry(path.isEmpty() ? name : path + "." + name, child, reader);
    }

    /** A key of the user's own, which may be anything. */
    Entry unknown(String name, Node child) {
      return new Entry(Node.path(path, name), child, reader);
    }

    Entry item(int index, Node child) {
      return new Entry(path + "[" + index + "]", child, reader);
    }
  }
}
