package io.gapwatch.agent.probe;

import io.gapwatch.agent.text.Lines;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One subject of a reading about which nothing is known, beside others that were measured.
 *
 * @param subject what it is about, as in {@link Observation}: once it can be measured, a finding on
 *     it continues the same incident
 * @param reason what could not be found out and why, without secrets
 * @param remedy what to try
 * @param settlesAt until then it is expected to become known by itself, as a rate does with the
 *     second run; the check is unknown nevertheless
 * @param place which of several things it is about; without, all that the check looks at
 * @param hidden the subjects of which nothing is known for this reason
 */
public record Unmeasured(
    String subject,
    String reason,
    String remedy,
    Optional<Instant> settlesAt,
    Place place,
    Set<String> hidden) {

  public Unmeasured {
    subject = Lines.visible(subject);
    reason = Lines.visible(reason);
    remedy = Lines.visible(remedy);
    hidden = hidden.stream().map(Lines::visible).collect(Collectors.toUnmodifiableSet());
  }

  public Unmeasured(String subject, String reason, String remedy) {
    this(subject, reason, remedy, Optional.empty(), Place.WHOLE, Set.of(subject));
  }

  /** The same, but expected to become known by this time. */
  public Unmeasured settlingAt(Instant moment) {
    return new Unmeasured(subject, reason, remedy, Optional.of(moment), place, hidden);
  }

  /** The same of a thing that may go: then nobody looks at it any longer. */
  public Unmeasured at(Place where) {
    return new Unmeasured(subject, reason, remedy, settlesAt, where, hidden);
  }

  /** The same of one of several things. */
  public Unmeasured part(String name) {
    return at(Place.of(name));
  }

  /** The same, because of which these are not known either: not to see them proves nothing. */
  public Unmeasured hiding(Set<String> others) {
    Set<String> all = new HashSet<>(hidden);
    all.addAll(others);
    return new Unmeasured(subject, reason, remedy, settlesAt, place, all);
  }
}
