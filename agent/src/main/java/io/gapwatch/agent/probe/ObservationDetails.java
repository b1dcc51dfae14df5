package io.gapwatch.agent.probe;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only some observations have.
 *
 * @param evidence for scripts, in display order
 * @param since when it began, by the data's own clock
 * @param settlesAt until then it may still resolve by itself
 * @param place where it is, in what the check looks at
 */
public record ObservationDetails(
    Map<String, Object> evidence,
    Optional<Instant> since,
    Optional<Instant> settlesAt,
    Place place) {
  static final ObservationDetails NONE =
      new ObservationDetails(Map.of(), Optional.empty(), Optional.empty(), Place.WHOLE);

  public ObservationDetails {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  ObservationDetails with(Map<String, Object> replacement) {
    return new ObservationDetails(replacement, since, settlesAt, place);
  }

  ObservationDetails since(Instant began) {
    return new ObservationDetails(evidence, Optional.of(began), settlesAt, place);
  }

  ObservationDetails settlingAt(Instant moment) {
    return new ObservationDetails(evidence, since, Optional.of(moment), place);
  }

  ObservationDetails at(Place where) {
    return new ObservationDetails(evidence, since, settlesAt, where);
  }
}
