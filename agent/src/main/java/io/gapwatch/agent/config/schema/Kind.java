package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/** How a setting is written, and what it becomes. */
public interface Kind<T> {

  /** The value, or empty after a problem was added. */
  Optional<T> read(Entry entry);

  /** The JSON Schema of it, as a tree of maps, lists and plain values. */
  Map<String, Object> schema();

  /** A value under its full key, with the place to put problems and the environment. */
  record Entry(String path, Node node, Reader reader) {

    /** Adds a problem at this place. */
    public <T> Optional<T> problem(String rule) {
      reader.add(new Problem(node.location(), path, rule, node.describe()));
      return Optional.empty();
    }

    /** Adds a problem at this place, without showing the value. */
    <T> Optional<T> problemKeepingValue(String rule) {
      reader.add(new Problem(node.location(), path, rule, ""));
      return Optional.empty();
    }

    /** Plain text with the environment put in; secrets have no place in it. */
    public Optional<String> text() {
      return reader.text(this);
    }

    Entry child(String name, Node child) {
      return new Entry(path.isEmpty() ? name : path + "." + name, child, reader);
    }

    Entry item(int index, Node child) {
      return new Entry(path + "[" + index + "]", child, reader);
    }
  }
}
