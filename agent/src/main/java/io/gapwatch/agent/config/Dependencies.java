package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which check depends on which, to detect cycles. */
final class Dependencies {
  private static final int SHOWN = 20;

  private final Map<String, Link> links = new LinkedHashMap<>();

  private record Link(String parent, String path, Node node) {}

  void add(String id, String parent, String path, Node node) {
    links.putIfAbsent(id, new Link(parent, path, node));
  }

  /** One problem per cycle, at its first check in the file. */
  List<Problem> circles() {
    List<Problem> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String id : links.keySet()) {
      Set<String> way = new LinkedHashSet<>();
      String current = id;
      while (links.containsKey(current) && known.add(current)) {
        way.add(current);
        current = Objects.requireNonNull(links.get(current)).parent();
      }
      if (way.contains(current)) {
        problems.add(circle(new ArrayList<>(way), current));
      }
    }
    return problems;
  }

  /** A way that ends at this check, where it has been before. */
  private Problem circle(List<String> way, String end) {
    List<String> circle = way.subList(way.indexOf(end), way.size());
    List<String> order = links.keySet().stream().filter(Set.copyOf(circle)::contains).toList();
    Collections.rotate(circle, -circle.indexOf(order.get(0)));
    Link first = Objects.requireNonNull(links.get(circle.get(0)));
    String through =
        circle.size() > SHOWN
            ? String.join(" → ", circle.subList(0, SHOWN))
                + " → … (%,d checks)".formatted(circle.size())
            : String.join(" → ", circle) + " → " + circle.get(0);
    return new Problem(
        first.node().location(),
        first.path(),
        "must not form a cycle: " + through,
        first.node().describe());
  }
}
