package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that a service's key {@code environment} sets, in both of its forms. */
final class Environment {
  private Environment() {}

  static Optional<Map<String, Node>> of(Service service) {
    return service
        .node()
        .get("environment")
        .map(
            node -> {
              Map<String, Node> all = new LinkedHashMap<>(node.entries());
              node.items().forEach(item -> all.put(item.text().orElse("").split("=", 2)[0], item));
              return all;
            });
  }

  static String value(String name, Node node) {
    String text = node.text().orElse("");
    return text.startsWith(name + "=") ? text.substring(name.length() + 1) : text;
  }
}
