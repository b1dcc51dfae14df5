package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.lint.LabelMatcher.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Two alerts of one severity on the same target that is down: one outage, two pages. */
final class TwinAlerts implements LintRule {
  private static final Pattern DOWN = Pattern.compile("\\s*up\\s*(\\{[^}]*})?\\s*==\\s*0\\s*");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Alert> down =
        setup.alerts().stream()
            .filter(alert -> DOWN.matcher(alert.expression()).matches())
            .toList();
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < down.size(); i++) {
      for (Alert other : down.subList(0, i)) {
        Alert one = down.get(i);
        if (sameSeverity(one, other) && overlap(one, other) && !isMuted(setup, one, other)) {
          found.add(
              new Finding(
                  one.place(),
                  Weight.PROBLEM,
                  "one-outage-two-alerts",
                  one.name(),
                  "a target of both that is down fires %s as well".formatted(other.name()),
                  "take its jobs out of %s (job!~\"…\"), or let one inhibit the other with equal:"
                          .formatted(other.name())
                      + " [instance]"));
        }
      }
    }
    return found;
  }

  private static boolean sameSeverity(Alert one, Alert other) {
    return one.known("severity").equals(other.known("severity"))
        && one.known("severity").isPresent();
  }

  /** Whether a job that is known is asked by both; of other labels nothing is known. */
  private static boolean overlap(Alert one, Alert other) {
    List<LabelMatcher> both = new ArrayList<>(matchers(one));
    both.addAll(matchers(other));
    return both.stream().allMatch(each -> each.label().equals("job"))
        && one.jobs().stream().anyMatch(job -> both.stream().allMatch(each -> each.matches(job)));
  }

  private static List<LabelMatcher> matchers(Alert alert) {
    return PromQl.selectors(alert.expression()).stream()
        .flatMap(asked -> asked.matchers().stream())
        .toList();
  }

  private static boolean isMuted(Setup setup, Alert one, Alert other) {
    return setup.alertmanager().values().stream()
        .flatMap(file -> file.get("inhibit_rules").stream())
        .flatMap(rules -> rules.items().stream())
        .anyMatch(
            rule -> {
              List<LabelMatcher> source = LabelMatcher.of(rule, "source_");
              List<LabelMatcher> target = LabelMatcher.of(rule, "target_");
              return (one.all(source) != Holds.NO && other.all(target) != Holds.NO)
                  || (other.all(source) != Holds.NO && one.all(target) != Holds.NO);
            });
  }
}
