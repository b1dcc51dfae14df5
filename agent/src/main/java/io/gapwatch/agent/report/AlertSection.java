package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.Section.Item;
import io.gapwatch.agent.text.Lines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What needs somebody, worst first, and what needs nobody. Severities are words, so that grep finds
 * them.
 */
record AlertSection(List<CheckResult> checks, Instant now) {
  private static final List<Severity> WORST_FIRST =
      List.of(Severity.CRITICAL, Severity.UNKNOWN, Severity.WARNING);

  /** No alert is not the same as nothing known. */
  Section alerts() {
    List<Item> items =
        findings()
            .filter(finding -> !finding.unsettledAt(now))
            .sorted(Comparator.comparing(finding -> WORST_FIRST.indexOf(finding.severity())))
            .map(AlertSection::alert)
            .toList();
    return items.isEmpty()
        ? Section.of("", "", List.of(Item.marked(Status.OK, "No alerts")))
        : Section.of("🚨", "ACTIVE ALERTS", items);
  }

  private Stream<Finding> findings() {
    return checks.stream()
        .filter(check -> check.skippedFor().isEmpty())
        .flatMap(check -> check.findings().stream());
  }

  private static Item alert(Finding finding) {
    String limit = finding.severity() == Severity.UNKNOWN ? "" : " (limit " + finding.limit() + ")";
    return new Item(
        Style.mark(Status.of(finding.severity())),
        "%s %s: %s: %s%s"
            .formatted(
                finding.severity().word().toUpperCase(Locale.ROOT),
                finding.checkId(),
                finding.subject(),
                Lines.oneLine(finding.summary()),
                limit),
        List.of("→ " + Lines.oneLine(finding.remedy())));
  }

  /** Normal operation: nobody is told of it. */
  Section notes() {
    List<Item> items = new ArrayList<>();
    findings()
        .filter(finding -> finding.unsettledAt(now))
        .forEach(finding -> items.add(note(finding.checkId(), unsettled(finding))));
    for (CheckResult check : checks) {
      if (check.status() == Status.OK) {
        said(check).ifPresent(text -> items.add(note(check.id(), text)));
      }
    }
    return Section.of("ℹ️", "NOTES, NO ACTION NEEDED", items);
  }

  /** Which part it is about: one check may wait for several. */
  private static String unsettled(Finding finding) {
    return finding.subject() + ": " + Lines.oneLine(finding.summary());
  }

  private static Item note(String check, String text) {
    return Item.said("INFO " + check + ": " + text);
  }

  private static Optional<String> said(CheckResult check) {
    return switch (check.type()) {
      case "processes" -> restarted(check);
      case "log-errors" ->
          check.measured().get("errors") instanceof Number errors && errors.longValue() > 0
              ? Optional.of(check.summary())
              : Optional.empty();
      case "epochs" -> fact(check, "Backlog");
      default -> Optional.empty();
    };
  }

  /** Occasional restarts, within the limits. */
  private static Optional<String> restarted(CheckResult check) {
    Map<?, ?> rates = check.measured().get("restarts") instanceof Map<?, ?> map ? map : Map.of();
    List<String> names = new ArrayList<>();
    rates.forEach(
        (name, rate) -> {
          if (rate instanceof Number number && number.doubleValue() > 0) {
            names.add("%s %.1f".formatted(name, number.doubleValue()).replaceFirst("\\.0$", ""));
          }
        });
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("occasional restarts an hour: " + String.join(", ", names));
  }

  private static Optional<String> fact(CheckResult check, String label) {
    return check.facts().stream()
        .filter(fact -> fact.label().equals(label))
        .map(fact -> label.toLowerCase(Locale.ROOT) + ": " + fact.text())
        .findFirst();
  }
}
