package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys that Prometheus 3.16 and Alertmanager 0.35 do not know, which keeps them from starting. Only
 * of the parts whose keys are listed here; promtool and amtool know the others.
 */
final class KnownKeys implements LintRule {
  private static final Set<String> PROMETHEUS =
      Set.of(
          "global",
          "runtime",
          "alerting",
          "rule_files",
          "scrape_config_files",
          "scrape_configs",
          "storage",
          "tracing",
          "remote_write",
          "remote_read",
          "otlp");
  private static final Set<String> STORAGE = Set.of("tsdb", "exemplars");
  private static final Set<String> ALERTMANAGER =
      Set.of(
          "global",
          "route",
          "inhibit_rules",
          "receivers",
          "templates",
          "mute_time_intervals",
          "time_intervals",
          "tracing",
          "event_recorder");
  private static final Set<String> ROUTE =
      Set.of(
          "receiver",
          "group_by",
          "match",
          "match_re",
          "matchers",
          "mute_time_intervals",
          "active_time_intervals",
          "continue",
          "routes",
          "group_wait",
          "group_interval",
          "repeat_interval",
          "labels");
  private static final Set<String> EMAIL =
      Set.of(
          "send_resolved",
          "to",
          "from",
          "hello",
          "smarthost",
          "auth_username",
          "auth_password",
          "auth_password_file",
          "auth_secret",
          "auth_secret_file",
          "auth_identity",
          "headers",
          "html",
          "text",
          "require_tls",
          "tls_config",
          "force_implicit_tls",
          "threading");
  private static final Set<String> RULE =
      Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "cluster", "give the peers as options: --cluster.listen-address and --cluster.peer",
          "active_time_intervals",
              "name the interval under time_intervals, and it in a route's active_time_intervals",
          "subject", "headers: {Subject: …}",
          "body", "text: or html:");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    for (Node file : setup.prometheus().values()) {
      look(file, PROMETHEUS, "Prometheus 3.16", found);
      file.get("storage").ifPresent(node -> look(node, STORAGE, "Prometheus 3.16", found));
    }
    for (Node file : setup.alertmanager().values()) {
      look(file, ALERTMANAGER, "Alertmanager 0.35", found);
      file.get("route").ifPresent(route -> route(route, found));
      for (Node receiver : file.get("receivers").map(Node::items).orElse(List.of())) {
        receiver
            .get("email_configs")
            .ifPresent(
                all ->
                    all.items()
                        .forEach(
                            mail ->
                                look(mail, EMAIL, "an email_config of Alertmanager 0.35", found)));
      }
    }
    setup.eachRule((rule, labels) -> look(rule, RULE, "a rule of Prometheus 3.16", found));
    return found;
  }

  private static void route(Node route, List<Finding> found) {
    look(route, ROUTE, "a route of Alertmanager 0.35", found);
    route
        .get("group_interval")
        .filter(node -> node.text().filter(text -> text.matches("0+(ms|s|m|h)?")).isPresent())
        .ifPresent(
            node ->
                found.add(
                    new Finding(
                        node.place(),
                        Weight.PROBLEM,
                        "zero-interval",
                        "group_interval",
                        "Alertmanager refuses zero here and does not start",
                        "write 1s or more; group_wait may be 0s")));
    route.get("routes").ifPresent(all -> all.items().forEach(each -> route(each, found)));
  }

  private static void look(Node node, Set<String> known, String of, List<Finding> found) {
    node.entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                found.add(
                    new Finding(
                        value.place(),
                        Weight.PROBLEM,
                        "unknown-key",
                        key,
                        "it is not a key of %s, which does not start with it".formatted(of),
                        INSTEAD.getOrDefault(key, "take it out, or correct its name")));
              }
            });
  }
}
