package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The sessions in some state, by how long they are in it.
 *
 * @param sessions longest first
 * @param seconds how long one is in it
 */
record Longest(List<Backend> sessions, Function<Backend, OptionalDouble> seconds) {
  /**
   * Those of the sessions in a state.
   *
   * @param except programs and users that are left out
   * @throws SourceUnavailableException if the server does not track states: that is not none
   */
  static Longest of(
      List<Backend> all,
      String state,
      List<String> except,
      Function<Backend, OptionalDouble> seconds) {
    if (all.stream().anyMatch(one -> one.state().equals("disabled"))) {
      throw new SourceUnavailableException(
          "the server does not report what sessions do: track_activities is off",
          "set track_activities = on");
    }
    return new Longest(
        all.stream()
            .filter(one -> one.is(state))
            .filter(one -> !except.contains(one.application()) && !except.contains(one.user()))
            .sorted(Comparator.comparingDouble(one -> -seconds.apply(one).orElse(0)))
            .toList(),
        seconds);
  }

  Optional<Backend> first() {
    return sessions.stream().findFirst();
  }

  /** How long the longest is; 0 if there is none. */
  double length() {
    return first().map(one -> seconds.apply(one).orElse(0)).orElse(0.0);
  }

  static String text(double seconds) {
    return Durations.text(seconds);
  }
}
