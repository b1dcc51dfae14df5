package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the configurations of a folder.
 *
 * @param files those that were read
 * @param findings in the order to read them
 */
public record Lint(List<Path> files, List<Finding> findings) {
  private static final List<LintRule> RULES =
      List.of(
          new Unexpanded(),
          new KnownKeys(),
          new RouteRules(),
          new ReceiverRules(),
          new InhibitionRules(),
          new TargetRules(),
          new RuleFileRules(),
          new ExpressionRules(),
          new RelabelRules(),
          new TwinAlerts(),
          new MountedFiles(),
          new VaultAddress(),
          new UnreadVariables());

  /**
   * Reads a folder and all below it.
   *
   * @param programs promtool and amtool, whose complaints come besides
   * @throws io.gapwatch.infra.config.InfraException when a file cannot be read, or there is none
   */
  public static Lint of(Path folder, Map<String, String> environment, Programs programs) {
    Setup setup = Setup.read(folder, environment);
    List<Finding> findings = new ArrayList<>();
    RULES.forEach(rule -> findings.addAll(rule.findings(setup)));
    findings.addAll(programs.findings(setup));
    findings.sort(Finding.IN_ORDER);
    List<Path> files = new ArrayList<>(setup.prometheus().keySet());
    files.addAll(setup.rules().keySet());
    files.addAll(setup.alertmanager().keySet());
    return new Lint(files, List.copyOf(findings));
  }

  /** Whether nothing is wrong. */
  public boolean isWell() {
    return findings.stream().noneMatch(each -> each.weight() == Finding.Weight.PROBLEM);
  }
}
