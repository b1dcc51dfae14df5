package io.gapwatch.agent.incident;

import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a channel is not to hear of now. It delays messages, never evaluation: what is still
 * open when it ends is sent then. Silences are one kind; windows of planned work and the times of
 * routes are others.
 */
@FunctionalInterface
public interface Muting {
  /** Mutes nothing. */
  Muting NONE = (incident, channel) -> Optional.empty();

  /** Why messages to this channel about it are held back; empty if they are not. */
  Optional<String> why(Incident incident, String channel);

  /** Whether the channel is ever to hear of something as bad, whatever the time. */
  default boolean takes(Incident incident, String channel) {
    return true;
  }

  /** Whether the channel hears of what nobody acknowledged. */
  default boolean escalatesTo(String channel) {
    return false;
  }

  default boolean mutes(Incident incident, String channel) {
    return why(incident, channel).isPresent();
  }

  /** The silences that are active at this time. */
  static Muting of(List<Silence> silences, Instant now) {
    return (incident, channel) ->
        silences.stream()
            .filter(silence -> silence.activeAt(now))
            .filter(silence -> silence.matches(incident.fingerprint()))
            .findFirst()
            .map(
                silence ->
                    "silenced by %s until %s (%s)"
                        .formatted(
                            silence.by(), Times.dateAndTime(silence.until()), silence.comment()));
  }
}
