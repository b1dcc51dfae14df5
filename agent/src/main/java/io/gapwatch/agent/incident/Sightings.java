package io.gapwatch.agent.incident;

import static java.util.Comparator.comparing;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.probe.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * One finding for all that a run saw of one incident: the worst of those that are settled, or of
   * all when none is; under the given subject; its span is the hull of all, so that the parts of a
   * gap that is filled from the middle stay one incident.
   */
  static Finding merge(String subject, List<Finding> sightings, Instant now) {
    Finding worst =
        sightings.stream()
            .max(
                comparing((Finding finding) -> !finding.unsettledAt(now))
                    .thenComparing(Finding::severity))
            .orElseThrow();
    return new Finding(
        worst.checkId(),
        worst.severity(),
        subject,
        worst.summary(),
        worst.observed(),
        worst.limit(),
        worst.remedy(),
        worst.evidence(),
        worst.since(),
        worst.settlesAt(),
        hull(sightings));
  }

  private boolean isFollowed(Finding finding) {
    return followed.contains(finding.fingerprint());
  }

  private static boolean overlap(Incident incident, Finding finding) {
    return finding.checkId().equals(incident.finding().checkId())
        && incident
            .finding()
            .span()
            .flatMap(span -> finding.span().filter(span::overlaps))
            .isPresent();
  }

  private static Optional<Span> hull(List<Finding> sightings) {
    return sightings.stream()
        .flatMap(finding -> finding.span().stream())
        .reduce((a, b) -> new Span(Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
  }
}
