package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules by the name of a metric that let nothing through. */
final class RelabelRules implements LintRule {
  /** What every Prometheus has of itself and of each target. */
  private static final List<String> EVERYWHERE =
      List.of("up", "scrape_duration_seconds", "prometheus_build_info", "go_goroutines");

  @Override
  public List<Finding> findings(Setup setup) {
    Set<String> names = new TreeSet<>();
    setup.eachRule(
        (rule, labels) ->
            PromQl.selectors(rule.get("expr").flatMap(Node::text).orElse(""))
                .forEach(asked -> names.add(asked.metric())));
    names.remove("");
    List<Finding> found = new ArrayList<>();
    for (Node config : setup.prometheus().values()) {
      for (Node remote : config.get("remote_write").map(Node::items).orElse(List.of())) {
        look("remote_write", remote, "write_relabel_configs", names, found);
      }
      for (Node job : config.get("scrape_configs").map(Node::items).orElse(List.of())) {
        String name = job.get("job_name").flatMap(Node::text).orElse("");
        look(name, job, "metric_relabel_configs", names, found);
      }
    }
    return found;
  }

  private static void look(
      String subject, Node owner, String key, Set<String> names, List<Finding> found) {
    for (Node rule : owner.get(key).map(Node::items).orElse(List.of())) {
      String action = rule.get("action").flatMap(Node::text).orElse("replace");
      String regex = rule.get("regex").flatMap(Node::text).orElse("(.*)");
      boolean ofNames =
          rule.get("source_labels").map(Node::items).orElse(List.of()).stream()
              .map(label -> label.text().orElse(""))
              .toList()
              .equals(List.of("__name__"));
      LabelMatcher matcher = new LabelMatcher("__name__", "=~", regex);
      if (ofNames
          && action.equalsIgnoreCase("drop")
          && EVERYWHERE.stream().allMatch(matcher::matches)) {
        found.add(
            new Finding(
                rule.place(),
                Weight.PROBLEM,
                "drops-everything",
                subject,
                "%s fits every name, so nothing is left".formatted(regex),
                "name what is not wanted, or take the rule out"));
      }
      boolean isKept =
          EVERYWHERE.stream().anyMatch(matcher::matches)
              || names.stream().anyMatch(matcher::matches);
      if (ofNames && action.equalsIgnoreCase("keep") && !isKept) {
        found.add(
            new Finding(
                rule.place(),
                Weight.NOTE,
                "keeps-nothing-known",
                subject,
                "%s fits none of the names in the rules and none of Prometheus's own"
                    .formatted(regex),
                "see what is left: count by (__name__) ({__name__=~\"%s\"}) in Prometheus"
                    .formatted(regex)));
      }
    }
  }
}
