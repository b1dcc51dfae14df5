package io.gapwatch.agent.incident;

import static java.util.Comparator.comparing;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.probe.Place;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one run saw of one incident, as one finding.
 *
 * @param scope what it was measured on and how, so that only a reading of the same can prove it
 *     well
 */
record Sighting(Finding finding, String scope) {

  /** The first one. */
  static Sighting first(List<Finding> found, CheckResult result, Instant now) {
    return new Sighting(merge(found.get(0).subject(), found, hull(found), now), result.scope());
  }

  /**
   * A later one, under the incident's subject. What nobody has looked at since it was bad stays a
   * part of its place, and so does what is missing there under another name: what is out of sight
   * is not well. Under other settings or on another source it is the same incident, but only if all
   * of it is seen there is that where it can be proven well.
   *
   * @param found what belongs to this incident
   */
  static Sighting again(Incident incident, List<Finding> found, CheckResult result, Instant now) {
    Finding before = incident.finding();
    Place seen = hull(found);
    Place place =
        Stream.concat(
                Absence.hiding(result, before.place())
                    .flatMap(one -> one.place().shared(before.place()).stream()),
                unread(incident, seen, result).stream())
            .reduce(seen, Place::hull);
    return new Sighting(
        merge(before.subject(), found, place, now),
        moves(incident, seen, result) ? result.scope() : incident.scope());
  }

  private static List<Place> unread(Incident incident, Place seen, CheckResult result) {
    Place before = incident.finding().place();
    if (!result.complete() || !Absence.sameScope(incident, result)) {
      return seen.contains(before) ? List.of() : List.of(before);
    }
    return result.covered().unread(incident.finding().subject(), before).stream().toList();
  }

  private static boolean moves(Incident incident, Place seen, CheckResult result) {
    return !result.scope().isEmpty()
        && (Absence.sameScope(incident, result) || seen.contains(incident.finding().place()));
  }

  private static Place hull(List<Finding> found) {
    return found.stream().map(Finding::place).reduce(Place::hull).orElseThrow();
  }

  /** The worst of those that are settled, or of all when none is. */
  private static Finding merge(String subject, List<Finding> found, Place place, Instant now) {
    Finding worst =
        found.stream()
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
        place);
  }
}
