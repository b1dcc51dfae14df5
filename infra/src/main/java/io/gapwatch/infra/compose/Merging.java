package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How Compose lays one service or file over another, in {@code extends} and several files. */
final class Merging {
  /** What is replaced and not merged. */
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

  /** What may be a mapping or a list of NAME=VALUE, and is merged as the latter. */
  private static final Set<String> SETTINGS =
      Set.of(
          "annotations",
          "args",
          "labels",
          "environment",
          "env_file",
          "label_file",
          "sysctls",
          "tmpfs",
          "dns",
          "dns_opt",
          "dns_search",
          "extra_hosts",
          "additional_contexts");

  /** What may be a list of names or a mapping by name, and is merged as the latter. */
  private static final Set<String> NAMED = Set.of("depends_on", "networks", "models");

  private Merging() {}

  /**
   * Merges.
   *
   * @param key where both stand
   * @throws InfraException when a list stands over a mapping, or the reverse
   */
  static Node over(Node base, Node top, String key) {
    if (top instanceof Node.Replacing replacing) {
      return plain(replacing.by());
    }
    if (REPLACED.contains(key)) {
      return plain(top);
    }
    if (top instanceof Node.Scalar scalar && scalar.value() == null) {
      return base;
    }
    if (SETTINGS.contains(key)) {
      return settings(base, top);
    }
    if (NAMED.contains(key)) {
      return mappings(named(base), named(top), key);
    }
    if (base instanceof Node.Mapping lower) {
      if (top instanceof Node.Mapping upper) {
        return mappings(lower, upper, key);
      }
      throw cannot(top, key, "mapping");
    }
    if (base instanceof Node.Items lower) {
      if (top instanceof Node.Items upper) {
        List<Node> items = new ArrayList<>(lower.items());
        items.addAll(upper.items());
        return new Node.Items(top.place(), items);
      }
      throw cannot(top, key, "list");
    }
    return plain(top);
  }

  /** A tree without the marks for merging, which mean nothing where nothing is below. */
  static Node plain(Node node) {
    if (node instanceof Node.Replacing replacing) {
      return plain(replacing.by());
    }
    if (node instanceof Node.Items list) {
      return new Node.Items(
          list.place(),
          list.items().stream()
              .filter(item -> !(item instanceof Node.Reset))
              .map(Merging::plain)
              .toList());
    }
    if (node instanceof Node.Mapping mapping) {
      Map<String, Node> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, value) -> {
                if (!(value instanceof Node.Reset)) {
                  entries.put(key, plain(value));
                }
              });
      return new Node.Mapping(mapping.place(), entries);
    }
    return node;
  }

  private static Node mappings(Node lower, Node upper, String key) {
    Map<String, Node> entries = new LinkedHashMap<>(lower.entries());
    // A service's name may be a word that means something elsewhere.
    boolean names = Set.of("services", "volumes", "secrets", "configs", "networks").contains(key);
    upper
        .entries()
        .forEach(
            (name, value) -> {
              Node before = entries.get(name);
              if (value instanceof Node.Reset) {
                entries.remove(name);
              } else if (before == null
                  || (before instanceof Node.Scalar none && none.value() == null)) {
                entries.put(name, plain(value));
              } else {
                entries.put(name, over(before, value, names ? "" : name));
              }
            });
    return new Node.Mapping(upper.place(), entries);
  }

  private static Node settings(Node base, Node top) {
    Map<String, Node> byName = new LinkedHashMap<>();
    for (Node each : List.of(base, plain(top))) {
      for (Node item : lines(each)) {
        String line = item.text().orElse("");
        byName.put(line.split("=", 2)[0], item);
      }
    }
    return new Node.Items(top.place(), List.copyOf(byName.values()));
  }

  private static List<Node> lines(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return node.items();
    }
    List<Node> lines = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            (name, value) -> {
              String written = value instanceof Node.Scalar scalar ? scalar.written() : "";
              String text = value.text().map(set -> name + "=" + set).orElse(name);
              lines.add(new Node.Scalar(value.place(), text, name + "=" + written));
            });
    return lines;
  }

  private static Node named(Node node) {
    if (!(node instanceof Node.Items list)) {
      return node;
    }
    Map<String, Node> byName = new LinkedHashMap<>();
    for (Node item : list.items()) {
      byName.put(item.text().orElse(""), new Node.Mapping(item.place(), Map.of()));
    }
    return new Node.Mapping(node.place(), byName);
  }

  private static InfraException cannot(Node top, String key, String kind) {
    return new InfraException(
        "%s: %s is a %s in what this is laid over; write it as one"
            .formatted(top.place(), key, kind));
  }
}
