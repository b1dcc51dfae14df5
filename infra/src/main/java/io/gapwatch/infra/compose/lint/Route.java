package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.lint.LabelMatcher.Holds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A route of Alertmanager and those below it. */
record Route(Node node, List<LabelMatcher> matchers, boolean goesOn, List<Route> below) {

  static Route of(Node node) {
    return new Route(
        node,
        LabelMatcher.of(node, ""),
        node.get("continue").flatMap(Node::text).filter("true"::equals).isPresent(),
        node.get("routes").map(Node::items).orElse(List.of()).stream().map(Route::of).toList());
  }

  Optional<String> receiver() {
    return node.get("receiver").flatMap(Node::text);
  }

  /** This one and all below. */
  List<Route> all() {
    List<Route> all = new ArrayList<>(List.of(this));
    below.forEach(each -> all.addAll(each.all()));
    return all;
  }

  /** The routes that an alert may come to, and those where it may stop. */
  Holds follow(Alert alert, Set<Route> reached, Set<Route> stopped) {
    Holds holds = alert.all(matchers);
    if (holds == Holds.NO) {
      return holds;
    }
    reached.add(this);
    boolean taken = false;
    for (Route each : below) {
      if (each.follow(alert, reached, stopped) == Holds.YES) {
        taken = true;
        if (!each.goesOn()) {
          break;
        }
      }
    }
    if (!taken) {
      stopped.add(this);
    }
    return holds;
  }

  /** Whether all that comes to another route would come to this one. */
  boolean takesAllOf(Route other) {
    return matchers.stream()
        .allMatch(
            own ->
                other.matchers.stream()
                    .filter(their -> their.label().equals(own.label()))
                    .anyMatch(
                        their ->
                            their.equals(own)
                                || their
                                    .words()
                                    .filter(words -> words.stream().allMatch(own::matches))
                                    .isPresent()));
  }

  /** What stands in a list of names of each route, as of time intervals. */
  static Set<String> names(List<Route> routes, String key) {
    Set<String> names = new HashSet<>();
    for (Route each : routes) {
      each.node()
          .get(key)
          .ifPresent(list -> list.items().forEach(item -> item.text().ifPresent(names::add)));
    }
    return names;
  }

  @Override
  public String toString() {
    String words = String.join(", ", matchers.stream().map(LabelMatcher::toString).toList());
    return words.isEmpty() ? "route" : "route {" + words + "}";
  }
}
