package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.lint.LabelMatcher.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inhibitions that can never inhibit anything. */
final class InhibitionRules implements LintRule {
  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    List<Alert> alerts = setup.alerts();
    for (Node file : setup.alertmanager().values()) {
      for (Node rule : file.get("inhibit_rules").map(Node::items).orElse(List.of())) {
        if (!alerts.isEmpty()) {
          never(rule, alerts)
              .ifPresent(
                  why ->
                      found.add(
                          new Finding(
                              rule.place(),
                              Weight.PROBLEM,
                              "inhibition-never-holds",
                              "inhibit_rules",
                              why,
                              "give the critical and the warning alert one name, or take alertname"
                                  + " out of equal")));
        }
      }
    }
    return found;
  }

  private static Optional<String> never(Node rule, List<Alert> alerts) {
    List<Alert> sources = matching(alerts, LabelMatcher.of(rule, "source_"));
    List<Alert> targets = matching(alerts, LabelMatcher.of(rule, "target_"));
    if (sources.isEmpty() || targets.isEmpty()) {
      return Optional.of(
          "no alert of the rules here is its %s"
              .formatted(sources.isEmpty() ? "source" : "target"));
    }
    List<String> equal =
        rule.get("equal").map(Node::items).orElse(List.of()).stream()
            .map(label -> label.text().orElse(""))
            .toList();
    boolean holds =
        sources.stream()
            .anyMatch(
                source ->
                    targets.stream()
                        .anyMatch(target -> !source.equals(target) && same(source, target, equal)));
    return holds
        ? Optional.empty()
        : Optional.of("no source and target of the rules here are equal in " + equal);
  }

  private static List<Alert> matching(List<Alert> alerts, List<LabelMatcher> matchers) {
    return alerts.stream().filter(alert -> alert.all(matchers) != Holds.NO).toList();
  }

  private static boolean same(Alert source, Alert target, List<String> equal) {
    return equal.stream()
        .allMatch(
            label -> {
              Optional<String> one = source.known(label);
              Optional<String> other = target.known(label);
              return one.isEmpty() || other.isEmpty() || one.equals(other);
            });
  }
}
