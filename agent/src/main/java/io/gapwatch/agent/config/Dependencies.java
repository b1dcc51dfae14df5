package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which check depends on which, to detect cycles. */
final class Dependencies {
  private final Map<String, Link> links = new LinkedHashMap<>();

  private record Link(String parent, String path, Node node) {}

  void add(String id, String parent, String path, Node node) {
    links.putIfAbsent(id, new Link(parent, path, node));
  }

  /** One problem per cycle, at its first check in the file. */
  List<Problem> circles() {
    List<Problem> problems = new ArrayList<>();
    List<String> reported = new ArrayList<>();
    links.forEach(
        (id, link) -> {
          List<String> circle = circleFrom(id);
          if (!circle.isEmpty() && !reported.contains(id)) {
            reported.addAll(circle);
            problems.add(
                new Problem(
                    link.node().location(),
                    link.path(),
                    "must not form a cycle: " + String.join(" → ", circle) + " → " + id,
                    link.node().describe()));
          }
        });
    return problems;
  }

  /** The checks on the cycle through this one; empty if there is none. */
  private List<String> circleFrom(String id) {
    List<String> way = new ArrayList<>();
    String current = id;
    while (links.containsKey(current) && !way.contains(current)) {
      way.add(current);
      current = Objects.requireNonNull(links.get(current)).parent();
    }
    return current.equals(id) ? way : List.of();
  }
}
