package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Expressions that are right for PromQL, and never or always true. */
final class ExpressionRules implements LintRule {
  /** Names that were never exported, or were renamed long ago. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("vault_core_sealed", "vault_core_unsealed == 0"),
          Map.entry("node_cpu", "node_cpu_seconds_total"),
          Map.entry("node_memory_MemTotal", "node_memory_MemTotal_bytes"),
          Map.entry("node_memory_MemAvailable", "node_memory_MemAvailable_bytes"),
          Map.entry("node_memory_MemFree", "node_memory_MemFree_bytes"),
          Map.entry("node_filesystem_avail", "node_filesystem_avail_bytes"),
          Map.entry("node_filesystem_free", "node_filesystem_free_bytes"),
          Map.entry("node_filesystem_size", "node_filesystem_size_bytes"),
          Map.entry("node_network_receive_bytes", "node_network_receive_bytes_total"),
          Map.entry("node_network_transmit_bytes", "node_network_transmit_bytes_total"),
          Map.entry("node_boot_time", "node_boot_time_seconds"),
          Map.entry("node_time", "node_time_seconds"));

  private static final Set<String> COUNTED = Set.of("rate", "irate", "increase");
  private static final Pattern GAUGE =
      Pattern.compile(
          ".*_(percent|ratio|celsius|usage_bytes|available_bytes|size_bytes|free_bytes|connections|connected_clients|clients|queue_length|usage|lag)");
  private static final Pattern UNLIMITED =
      Pattern.compile(
          "(?s).*/\\s*\\(?\\s*container_spec_memory_limit_bytes(\\{[^}]*})?(?!\\s*(\\{[^}]*})?\\s*(>|!=)\\s*0(?![.\\d])).*");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    List<String> instances = instances(setup);
    setup.eachRule(
        (rule, labels) ->
            rule.get("expr").ifPresent(expression -> look(rule, expression, instances, found)));
    return found;
  }

  private static void look(
      Node rule, Node expression, List<String> instances, List<Finding> found) {
    String name = rule.get("alert").or(() -> rule.get("record")).flatMap(Node::text).orElse("");
    String text = expression.text().orElse("");
    for (PromQl.Selector each : PromQl.selectors(text)) {
      String better = RENAMED.get(each.metric());
      if (better != null) {
        found.add(
            of(
                expression,
                "unknown-metric",
                name,
                "nothing exports %s, so this is never true".formatted(each.metric()),
                "ask for " + better));
      }
      if (each.within().stream().findFirst().filter(COUNTED::contains).isPresent()
          && GAUGE.matcher(each.metric()).matches()) {
        found.add(
            of(
                expression,
                "rate-of-gauge",
                name,
                "%s goes up and down: each fall counts as a restart from zero"
                    .formatted(each.metric()),
                "use delta() or deriv(), or ask for a counter"));
      }
      for (LabelMatcher label : each.matchers()) {
        if (label.label().equals("instance")
            && !instances.isEmpty()
            && instances.stream().noneMatch(label::matches)) {
          found.add(
              of(
                  expression,
                  "selects-nothing",
                  name,
                  "no target here has an instance that fits %s".formatted(label),
                  "the targets are "
                      + String.join(", ", instances.subList(0, Math.min(4, instances.size())))));
        }
      }
    }
    if (UNLIMITED.matcher(text).matches()) {
      found.add(
          of(
              expression,
              "divides-by-zero",
              name,
              "a container without limit has 0 here, and what is divided by it is above any limit",
              "ask for (container_spec_memory_limit_bytes > 0)"));
    }
  }

  /** The instances of all targets; none if some are found at run time, or renamed. */
  private static List<String> instances(Setup setup) {
    List<String> instances = new ArrayList<>();
    for (Node config : setup.prometheus().values()) {
      for (Node job : config.get("scrape_configs").map(Node::items).orElse(List.of())) {
        if (job.entries().keySet().stream()
            .anyMatch(key -> key.endsWith("_sd_configs") || key.equals("relabel_configs"))) {
          return List.of();
        }
        for (Node group : job.get("static_configs").map(Node::items).orElse(List.of())) {
          if (group.at("labels", "instance").isPresent()) {
            return List.of();
          }
          group
              .get("targets")
              .ifPresent(
                  all -> all.items().forEach(target -> target.text().ifPresent(instances::add)));
        }
      }
    }
    return List.copyOf(instances);
  }

  private static Finding of(Node expression, String rule, String name, String what, String fix) {
    return new Finding(expression.place(), Weight.PROBLEM, rule, name, what, fix);
  }
}
