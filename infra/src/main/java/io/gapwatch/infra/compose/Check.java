package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a look at a project.
 *
 * @param findings in the order to read them
 */
public record Check(Project project, Budget budget, List<Finding> findings) {
  private static final List<ServiceRule> RULES =
      List.of(
          new LimitRules(),
          new HealthRules(),
          new ImageRules(),
          new SecretRules(),
          new MountRules(),
          new PortRules());

  /** Looks at a project beside its machine. */
  public static Check of(Project project, Budget budget) {
    List<Finding> findings = new ArrayList<>();
    for (Service service : project.services()) {
      for (ServiceRule rule : RULES) {
        findings.addAll(rule.findings(service, project, budget.machine()));
      }
    }
    project
        .unset()
        .forEach(
            (name, place) ->
                findings.add(
                    new Finding(
                        place,
                        Weight.PROBLEM,
                        "unset-variable",
                        name,
                        "nothing sets it: Compose takes it as empty",
                        "set it in .env, give it a default as in ${%s:-…}, or demand it as in ${%s:?}"
                            .formatted(name, name))));
    findings.sort(Finding.IN_ORDER);
    return new Check(project, budget, List.copyOf(findings));
  }

  /** Whether it fits, is bounded, and nothing is wrong. */
  public boolean isWell() {
    return budget.memoryFits()
        && budget.coresFit()
        && budget.isBounded()
        && findings.stream().noneMatch(each -> each.weight() == Weight.PROBLEM);
  }
}
