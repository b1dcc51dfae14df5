package io.gapwatch.agent.report;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Findings of one check that are equally bad and ask for the same: the remedy is told once, and so
 * many are listed as somebody reads.
 *
 * @param findings at least one
 * @param pending whether they may still be filled by themselves
 */
record Alike(List<Finding> findings, boolean pending) {
  private static final int LISTED = 5;

  Alike {
    findings = List.copyOf(findings);
  }

  /** In the order of the first of each. */
  static List<Alike> of(List<Finding> findings, Instant now) {
    return findings.stream()
        .collect(
            groupingBy(
                one ->
                    List.of(
                        one.severity(),
                        one.remedy(),
                        isPending(one, now),
                        one.isOfTheCheckItself()),
                LinkedHashMap::new,
                collectingAndThen(toList(), all -> new Alike(all, isPending(all.get(0), now)))))
        .values()
        .stream()
        .toList();
  }

  private static boolean isPending(Finding finding, Instant now) {
    return finding.severity() != Severity.UNKNOWN && finding.unsettledAt(now);
  }

  /** One more is listed rather than counted. */
  List<Finding> listed() {
    return findings.size() <= LISTED + 1 ? findings : findings.subList(0, LISTED);
  }

  /** How many are not listed. */
  int more() {
    return findings.size() - listed().size();
  }

  String remedy() {
    return findings.get(0).remedy();
  }
}
