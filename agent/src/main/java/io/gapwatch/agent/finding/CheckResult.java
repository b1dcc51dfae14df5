package io.gapwatch.agent.finding;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judged result of one check.
 *
 * @param title the heading of its section in the console report
 * @param summary the result in one line
 * @param facts what was seen, for people
 * @param measured what was seen, for scripts: numbers, texts and booleans by name
 * @param complete false if the findings are only some of those that exist, so that an unlisted one
 *     does not count as resolved
 * @param covered what was looked at: what is not found elsewhere does not count as resolved either;
 *     not kept in the history
 * @param scope a fingerprint of what was measured with which settings; results with another one are
 *     not this check's past; empty if nothing was measured
 */
public record CheckResult(
    String id,
    String type,
    String source,
    String title,
    Status status,
    String summary,
    List<Fact> facts,
    Map<String, Object> measured,
    List<Finding> findings,
    boolean complete,
    Covered covered,
    String scope) {
  private static final String SKIPPED_FOR = "skippedFor";

  public CheckResult {
    facts = List.copyOf(facts);
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    findings = List.copyOf(findings);
  }

  /** Whether something was measured, even if some subjects are unknown. */
  public boolean answered() {
    return status != Status.UNKNOWN
        || (findings.stream().anyMatch(finding -> finding.severity() == Severity.UNKNOWN)
            && findings.stream().noneMatch(Finding::isOfTheCheckItself));
  }

  /** Whether something is known to be critical, even if other subjects are unknown. */
  public boolean hasCritical() {
    return status == Status.CRITICAL
        || findings.stream().anyMatch(finding -> finding.severity() == Severity.CRITICAL);
  }

  /** Its state as people read it: {@code critical, partly unknown} names both. */
  public String state() {
    return status == Status.UNKNOWN && hasCritical() ? "critical, partly unknown" : status.word();
  }

  /** The same result with one more fact. */
  public CheckResult noting(Fact fact) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(fact);
    return new CheckResult(
        id, type, source, title, status, summary, more, measured, findings, complete, covered,
        scope);
  }

  /**
   * Whether it explains why checks that depend on it know nothing: it could not be checked, or
   * nobody answered; and somebody will be told of that.
   */
  public boolean explainsOthers() {
    boolean silence = Boolean.FALSE.equals(measured.get(Measured.ANSWERED));
    return !findings.isEmpty() && (silence || !answered());
  }

  /** The check that was told instead of this one; empty if this one was asked. */
  public Optional<String> skippedFor() {
    return Optional.ofNullable(measured.get(SKIPPED_FOR)).map(String::valueOf);
  }

  /** The same result, not asked because of what another check found. */
  public CheckResult skippedFor(String check) {
    return with(Map.of(SKIPPED_FOR, check), findings);
  }

  /** The same result, whose first finding names the checks that were not asked because of it. */
  public CheckResult skipping(List<String> others) {
    List<Finding> named = new ArrayList<>(findings);
    named.set(0, named.get(0).skipping(others));
    return with(measured, named);
  }

  private CheckResult with(Map<String, Object> seen, List<Finding> found) {
    return new CheckResult(
        id, type, source, title, status, summary, facts, seen, found, complete, covered, scope);
  }

  /** The same result with its scope. */
  public CheckResult within(String mark) {
    return new CheckResult(
        id, type, source, title, status, summary, facts, measured, findings, complete, covered,
        mark);
  }
}
