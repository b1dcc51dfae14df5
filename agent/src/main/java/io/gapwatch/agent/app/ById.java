package io.gapwatch.agent.app;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.incident.ShortId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one thing that somebody means by the beginning of an id.
 *
 * @param what what it is called
 * @param lister the command that lists them
 */
record ById<T>(String what, String lister, Function<T, String> id) {
  private static final int SHOWN = 5;

  /**
   * The only one found, or the one of just that id.
   *
   * @param known the short ids that may have been meant
   * @throws GapwatchException when there is none, or more than one
   */
  T only(String typed, List<T> found, List<String> known) {
    List<T> exact = found.stream().filter(one -> isExactly(one, typed)).toList();
    List<T> meant = exact.isEmpty() ? found : exact;
    if (meant.isEmpty()) {
      throw new GapwatchException(
          "no %s has an id that begins with %s%s; gapwatch %s lists them"
              .formatted(what, typed, known.isEmpty() ? "" : nearest(typed, known), lister));
    }
    if (meant.size() > 1) {
      throw new GapwatchException(
          "%d ids begin with %s; give more of it: %s"
              .formatted(
                  meant.size(),
                  typed,
                  meant.stream()
                      .limit(SHOWN)
                      .map(one -> ShortId.of(id.apply(one)) + " (" + id.apply(one) + ")")
                      .collect(Collectors.joining(", "))));
    }
    return meant.get(0);
  }

  private boolean isExactly(T one, String typed) {
    return id.apply(one).equalsIgnoreCase(typed)
        || ShortId.of(id.apply(one)).equalsIgnoreCase(typed);
  }

  private static String nearest(String typed, List<String> known) {
    return Suggestion.among(known).forTypo(typed);
  }
}
