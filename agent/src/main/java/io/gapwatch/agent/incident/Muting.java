package io.gapwatch.agent.incident;

import java.time.Instant;
import java.util.List;

/**
 * Says whether people may be told of an incident now. Muting holds back messages, never evaluation:
 * what is still open when it ends is told then. Silences are one kind, maintenance windows another.
 */
@FunctionalInterface
public interface Muting {
  /** Mutes nothing. */
  Muting NONE = incident -> false;

  boolean mutes(Incident incident);

  /** Mutes what either mutes. */
  default Muting or(Muting other) {
    return incident -> mutes(incident) || other.mutes(incident);
  }

  /** The silences that are in force at this time. */
  static Muting of(List<Silence> silences, Instant now) {
    List<Silence> inForce = silences.stream().filter(silence -> silence.inForce(now)).toList();
    return incident ->
        inForce.stream().anyMatch(silence -> silence.matches(incident.fingerprint()));
  }
}
