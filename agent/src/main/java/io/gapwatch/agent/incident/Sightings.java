package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Fingerprint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Matches the findings of one run to the active incidents. */
final class Sightings {
  private final List<Incident> active;
  private final List<Finding> findings;
  private final Set<Fingerprint> followed;

  Sightings(List<Incident> active, List<CheckResult> results) {
    this.active = active;
    this.findings = results.stream().flatMap(result -> result.findings().stream()).toList();
    this.followed = active.stream().map(Incident::fingerprint).collect(Collectors.toSet());
  }

  /**
   * The findings with the incident's fingerprint, and those that overlap its span and are not
   * another incident's own. Only where there are none, another's finding that covers it too (two
   * gaps grown into one) is a sighting of both.
   */
  List<Finding> of(Incident incident) {
    List<Finding> own =
        findings.stream()
            .filter(
                finding ->
                    finding.fingerprint().equals(incident.fingerprint())
                        || (overlap(incident, finding) && !isFollowed(finding)))
            .toList();
    return own.isEmpty()
        ? findings.stream().filter(finding -> overlap(incident, finding)).toList()
        : own;
  }

  /** The findings that belong to no active incident, by their fingerprints. */
  Collection<List<Finding>> unfollowed() {
    Map<Fingerprint, List<Finding>> found =
        findings.stream()
            .filter(finding -> !isFollowed(finding))
            .filter(finding -> active.stream().noneMatch(incident -> overlap(incident, finding)))
            .collect(
                Collectors.groupingBy(
                    Finding::fingerprint, LinkedHashMap::new, Collectors.toList()));
    return found.values();
  }

  private boolean isFollowed(Finding finding) {
    return followed.contains(finding.fingerprint());
  }

  private static boolean overlap(Incident incident, Finding finding) {
    return finding.checkId().equals(incident.finding().checkId())
        && incident.finding().place().sharesRange(finding.place());
  }
}
