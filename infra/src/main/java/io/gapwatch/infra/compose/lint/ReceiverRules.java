package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Receivers and time intervals that are named and missing, or there and not named. */
final class ReceiverRules implements LintRule {
  private static final Pattern HOST = Pattern.compile("https?://([^/:?#]+)(?::(\\d+))?.*");
  private static final String PORT = "9093";

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    for (Node file : setup.alertmanager().values()) {
      List<Route> routes = file.get("route").map(Route::of).map(Route::all).orElse(List.of());
      if (!routes.isEmpty()) {
        receivers(file, routes, setup, found);
        intervals(file, routes, found);
      }
    }
    return found;
  }

  private static void receivers(Node file, List<Route> routes, Setup setup, List<Finding> found) {
    Set<String> used = new HashSet<>();
    routes.forEach(each -> each.receiver().ifPresent(used::add));
    Set<String> there = new HashSet<>();
    for (Node each : file.get("receivers").map(Node::items).orElse(List.of())) {
      String name = each.get("name").flatMap(Node::text).orElse("");
      there.add(name);
      if (!used.contains(name)) {
        found.add(
            new Finding(
                each.place(),
                Weight.PROBLEM,
                "unused-receiver",
                name,
                "no route names it: nobody hears anything by it",
                "name it in a route, or take it out"));
      }
      each.get("webhook_configs")
          .ifPresent(all -> all.items().forEach(hook -> itself(name, hook, setup, found)));
    }
    for (Route each : routes) {
      each.receiver()
          .filter(name -> !there.contains(name))
          .ifPresent(
              name ->
                  found.add(
                      new Finding(
                          each.node().place(),
                          Weight.PROBLEM,
                          "missing-receiver",
                          name,
                          "there is no such receiver, so Alertmanager does not start",
                          "add it, or correct its name")));
    }
  }

  private static void itself(String name, Node hook, Setup setup, List<Finding> found) {
    Matcher url = HOST.matcher(hook.get("url").flatMap(Node::text).orElse(""));
    if (!url.matches() || !PORT.equals(url.group(2))) {
      return;
    }
    Set<String> own = new HashSet<>(Set.of("localhost", "127.0.0.1", "0.0.0.0", "alertmanager"));
    setup
        .compose()
        .ifPresent(
            project ->
                project.services().stream()
                    .filter(each -> each.text("image").orElse("").contains("alertmanager"))
                    .forEach(each -> own.add(each.name())));
    if (own.contains(url.group(1))) {
      found.add(
          new Finding(
              hook.get("url").orElseThrow().place(),
              Weight.PROBLEM,
              "webhook-to-itself",
              name,
              "this is Alertmanager's own port, which answers 404 or 405: nobody is told",
              "write the address of what takes the message"));
    }
  }

  private static void intervals(Node file, List<Route> routes, List<Finding> found) {
    Set<String> named = Route.names(routes, "mute_time_intervals");
    named.addAll(Route.names(routes, "active_time_intervals"));
    Set<String> there = new HashSet<>();
    for (String key : List.of("time_intervals", "mute_time_intervals")) {
      for (Node each : file.get(key).map(Node::items).orElse(List.of())) {
        String name = each.get("name").flatMap(Node::text).orElse("");
        there.add(name);
        if (!named.contains(name)) {
          found.add(
              new Finding(
                  each.place(),
                  Weight.PROBLEM,
                  "unused-interval",
                  name,
                  "no route names it: it mutes nothing",
                  "name it in mute_time_intervals or active_time_intervals of a route"));
        }
      }
    }
    for (Route each : routes) {
      for (String key : List.of("mute_time_intervals", "active_time_intervals")) {
        for (Node name : each.node().get(key).map(Node::items).orElse(List.of())) {
          if (!there.contains(name.text().orElse(""))) {
            found.add(
                new Finding(
                    name.place(),
                    Weight.PROBLEM,
                    "missing-interval",
                    name.text().orElse(""),
                    "there is no such interval, so Alertmanager does not start",
                    "define it under time_intervals, or correct its name"));
          }
        }
      }
    }
  }
}
