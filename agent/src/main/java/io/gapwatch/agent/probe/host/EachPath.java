package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for each path apart, so that one that does not answer hides no other.
 *
 * @param ask what is known of a path, within this time; a {@link SourceUnavailableException} says
 *     why it is not known
 * @param says the path and the most important of it, for the line of the check
 * @param add the facts, values and observations of one path
 */
record EachPath<T>(
    List<Path> paths,
    BiFunction<Path, Duration, T> ask,
    Function<T, String> says,
    BiConsumer<Measured.Builder, T> add) {
  EachPath {
    paths = List.copyOf(paths);
  }

  /** What is known, and of which paths nothing is; unavailable if of none. */
  Reading reading(ProbeContext context) {
    // A file system that does not respond must leave time for the others.
    Duration each = context.timeout().dividedBy(paths.size());
    List<T> known = new ArrayList<>();
    List<Unmeasured> unknown = new ArrayList<>();
    for (Path path : paths) {
      try {
        known.add(ask.apply(path, each));
      } catch (SourceUnavailableException e) {
        unknown.add(new Unmeasured(path.toString(), String.valueOf(e.getMessage()), e.remedy()));
      }
    }
    if (known.isEmpty()) {
      return new Unavailable(
          unknown.stream().map(Unmeasured::reason).collect(Collectors.joining("; ")),
          unknown.get(0).remedy());
    }
    Measured.Builder reading = Measured.saying(summary(known, unknown));
    known.forEach(one -> add.accept(reading, one));
    unknown.forEach(one -> reading.fact(one.subject(), "unknown: " + one.reason()).unmeasured(one));
    return reading.coveringWhatIsObserved(List.of()).build();
  }

  private String summary(List<T> known, List<Unmeasured> unknown) {
    return Stream.concat(
            known.stream().map(says), unknown.stream().map(one -> one.subject() + " unknown"))
        .collect(Collectors.joining(", "));
  }
}
