package io.gapwatch.infra.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file that knows where it stands; anchors and merge keys are resolved. */
public sealed interface Node {
  /** Where it stands: the line of its key, if it has one. */
  Place place();

  /** The text of a scalar that is not null; else nothing. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /**
   * A scalar as it stands in the file, for messages: what a variable brought may be a secret in a
   * wrong place. Empty for other nodes.
   */
  default String shown() {
    return "";
  }

  /** The member of a mapping; nothing where there is none, or null. */
  default Optional<Node> get(String key) {
    return Optional.empty();
  }

  /** The member at the end of a path of keys. */
  default Optional<Node> at(String... path) {
    Optional<Node> found = Optional.of(this);
    for (String key : path) {
      found = found.flatMap(node -> node.get(key));
    }
    return found;
  }

  /** The items of a list, a single scalar as a list of one, else none. */
  default List<Node> items() {
    return List.of();
  }

  /** The members of a mapping in their order, else none. */
  default Map<String, Node> entries() {
    return Map.of();
  }

  /**
   * One value.
   *
   * @param value a String, Long, Double, Boolean or null
   * @param written as it stands in the file, before variables were replaced
   */
  record Scalar(Place place, @Nullable Object value, String written) implements Node {
    @Override
    public Optional<String> text() {
      return Optional.ofNullable(value).map(Object::toString);
    }

    @Override
    public String shown() {
      return written;
    }

    @Override
    public List<Node> items() {
      return value == null ? List.of() : List.of(this);
    }
  }

  /** A list. */
  record Items(Place place, List<Node> items) implements Node {}

  /** Keys and their values, in the order of the file. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {
    @Override
    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key))
          .filter(node -> !(node instanceof Scalar scalar && scalar.value() == null));
    }
  }

  /** Compose's {@code !reset}: takes away what a file before said. */
  record Reset(Place place) implements Node {}

  /** Compose's {@code !override}: replaces what a file before said, where it would be merged. */
  record Replacing(Place place, Node by) implements Node {}
}
