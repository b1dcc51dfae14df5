package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.probe.Place;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means that a result of its check does not show an incident. */
enum Absence {
  /** The reading looked at all of it and found it well. */
  WELL,
  /** It did not look, not at all of it, or did not list all that it saw. */
  UNTOLD,
  /** It asked something else. */
  CHANGED,
  /** It will never be looked at again. */
  OUT_OF_REACH;

  static Absence of(Incident incident, CheckResult result) {
    if (!result.answered()) {
      return UNTOLD;
    }
    if (incident.finding().isOfTheCheckItself()) {
      // It could not be checked; now it was.
      return WELL;
    }
    if (!sameScope(incident, result)) {
      return result.complete() ? CHANGED : UNTOLD;
    }
    Place place = incident.finding().place();
    String subject = incident.finding().subject();
    Optional<Place> unread = result.covered().unread(subject, place);
    if (unread.isPresent()) {
      return result.covered().withinReach(subject, unread.get()) ? UNTOLD : OUT_OF_REACH;
    }
    // Of an interval between two rows, say, nothing is known once the rows themselves are missing.
    return result.complete() && hiding(result, place).findAny().isEmpty() ? WELL : UNTOLD;
  }

  /** The ranges that are missing in this place, whatever was wrong there before. */
  static Stream<Finding> hiding(CheckResult result, Place place) {
    return result.findings().stream()
        .filter(one -> one.place().range() && one.place().overlaps(place));
  }

  /** Whether both were measured on the same source with the same settings, as far as is known. */
  static boolean sameScope(Incident incident, CheckResult result) {
    return incident.scope().isEmpty()
        || result.scope().isEmpty()
        || incident.scope().equals(result.scope());
  }
}
