package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.lint.LabelMatcher.Holds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Routes that nothing comes to, alerts that no route wants, and groups by what nothing has. */
final class RouteRules implements LintRule {
  /** Labels that Prometheus itself or most exporters set. */
  private static final Set<String> COMMON =
      Set.of("alertname", "instance", "job", "...", "severity");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    List<Alert> alerts = setup.alerts();
    for (Node file : setup.alertmanager().values()) {
      if (file.get("route").isEmpty()) {
        continue;
      }
      Route root = Route.of(file.get("route").orElseThrow());
      Set<Route> told = new HashSet<>();
      root.all().forEach(each -> shadowed(each, told, found));
      if (!alerts.isEmpty()) {
        unreached(root, alerts, told, found);
        root.all().forEach(each -> grouped(each, alerts, setup, found));
      }
    }
    return found;
  }

  private static void shadowed(Route route, Set<Route> told, List<Finding> found) {
    for (int i = 0; i < route.below().size(); i++) {
      Route each = route.below().get(i);
      route.below().subList(0, i).stream()
          .filter(before -> !before.goesOn() && before.takesAllOf(each))
          .findFirst()
          .ifPresent(
              before -> {
                told.add(each);
                found.add(
                    of(
                        each,
                        "unreachable-route",
                        "%s in line %d takes all that would come here, and does not continue"
                            .formatted(before, before.node().place().line()),
                        "move this route before that one, or set continue: true there"));
              });
    }
  }

  private static void unreached(
      Route root, List<Alert> alerts, Set<Route> told, List<Finding> found) {
    Set<Route> reached = new HashSet<>();
    for (Alert alert : alerts) {
      Set<Route> stopped = new HashSet<>();
      root.follow(alert, reached, stopped);
      if (!root.below().isEmpty() && stopped.equals(Set.of(root))) {
        found.add(
            new Finding(
                alert.place(),
                Weight.NOTE,
                "falls-to-default",
                alert.name(),
                "no route wants it, so it goes to the receiver at the root",
                "give it the labels of a route, or a route of its own"));
      }
    }
    for (Route each : root.all()) {
      if (!reached.contains(each) && !told.contains(each)) {
        boolean wanted = alerts.stream().anyMatch(alert -> alert.all(each.matchers()) != Holds.NO);
        found.add(
            wanted
                ? of(
                    each,
                    "unreachable-route",
                    "every alert that it wants is taken by a route before it",
                    "move it before that one, or set continue: true there")
                : of(
                    each,
                    "dead-route",
                    "no alert of the rules here has these labels",
                    "correct the labels here or in the rules, or take the route out"));
      }
    }
  }

  private static void grouped(Route route, List<Alert> alerts, Setup setup, List<Finding> found) {
    for (Node label : route.node().get("group_by").map(Node::items).orElse(List.of())) {
      String name = label.text().orElse("");
      boolean known =
          COMMON.contains(name)
              || setup.externalLabels().containsKey(name)
              || alerts.stream()
                  .anyMatch(
                      alert ->
                          alert.labels().containsKey(name) || alert.expression().contains(name));
      if (!known) {
        found.add(
            new Finding(
                label.place(),
                Weight.NOTE,
                "group-by-nothing",
                name,
                "no rule sets this label and no expression names it: so grouping by it has no effect",
                "take it out, unless what is scraped has it"));
      }
    }
  }

  private static Finding of(Route route, String rule, String what, String fix) {
    return new Finding(route.node().place(), Weight.PROBLEM, rule, route.toString(), what, fix);
  }
}
