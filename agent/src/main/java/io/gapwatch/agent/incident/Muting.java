package io.gapwatch.agent.incident;

import java.time.Instant;
import java.util.List;

/**
 * Decides whether messages about an incident are muted now. Muting delays messages, never
 * evaluation: what is still open when it ends is sent then. Silences are one kind, maintenance
 * windows another.
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

  /** The silences that are active at this time. */
  static Muting of(List<Silence> silences, Instant now) {
    List<Silence> active = silences.stream().filter(silence -> silence.activeAt(now)).toList();
    return incident -> active.stream().anyMatch(silence -> silence.matches(incident.fingerprint()));
  }
}
