package io.gapwatch.agent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, filled, deleted, moved or changed: nothing is resolved while the truth is
 * worse. {@code -Dproof.sequences} sets how many rows of runs are tried.
 */
class ProofPropertyTest {
  private static final int SEQUENCES = Integer.getInteger("proof.sequences", 10_000);
  private static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "missing").critical(">0");
  private static final Metric LOST = Metric.high("lost", Unit.COUNT, "lost").critical(">0");

  private static final Metric TWICE = Metric.high("twice", Unit.COUNT, "twice").warning(">0");

  @Test
  void nothingIsResolvedWhileTheTruthIsWorse() {
    Map<Transition.Kind, Integer> told = new EnumMap<>(Transition.Kind.class);
    Map<String, Limits> limits =
        Map.of("missing", MISSING.defaults(), "lost", LOST.defaults(), "twice", TWICE.defaults());
    for (int seed = 0; seed < SEQUENCES; seed++) {
      try {
        new Fates(seed, new Probe(), limits)
            .live(20)
            .forEach((kind, count) -> told.merge(kind, count, Integer::sum));
      } catch (AssertionError e) {
        throw new AssertionError("sequence " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(told.get(Transition.Kind.RESOLVED)).isGreaterThan(SEQUENCES);
    assertThat(told.get(Transition.Kind.CLOSED)).isGreaterThan(SEQUENCES);
  }

  /** Reads as {@code gaps} does, rows that were there included. */
  private static final class Probe implements Watched {
    /** By scope: the first number that must be there, and the greatest ever seen. */
    private final Map<String, Span> memory = new HashMap<>();

    private int readings;

    @Override
    public Reading read(List<Rows> tables, Looking looking, Instant now) {
      Rows rows = tables.get(looking.source());
      Instant begin = now.minus(Duration.ofHours(looking.hours()));
      int first = first(rows, looking, begin);
      if (first < 0) {
        return new Unavailable("no rows", "wait");
      }
      int last = rows.end() - 1;
      List<Span> holes = holes(rows, first, last);
      Span was = memory.getOrDefault(looking.scope(), new Span(first, last));
      long before = begin.isAfter(time(was.first())) ? 0 : missing(rows, was.first(), first - 1);
      long after = missing(rows, last + 1, was.last());
      Measured.Builder reading = Measured.saying(first + " to " + last + " without " + holes);
      reading.complete(holes.size() <= looking.list());
      holes.stream()
          .sorted(Comparator.comparingLong(Span::count).reversed())
          .limit(looking.list())
          .forEach(hole -> reading.observe(hole(hole)));
      reading.observe(lost("beginning", before, was.first(), first - 1));
      reading.observe(lost("end", after, last + 1, was.last()));
      long proven =
          before == 0 && !begin.isAfter(time(was.first())) ? Math.min(was.first(), first) : first;
      Span read = new Span(proven, after == 0 ? Math.max(was.last(), last) : last);
      TimeSpan times = new TimeSpan(time(first), time(last));
      // Now and then nobody can tell, as long as anything is missing.
      if (!holes.isEmpty() && ++readings % 3 == 0) {
        reading.unmeasured(new Unmeasured(Watched.TWICE, "not known", "wait"));
      } else {
        reading.observe(twice(rows, first, last));
      }
      reading.covering(
          Covered.rows(new TimeSpan(begin, now), List.of(Place.WHOLE.at(read).during(times))));
      memory.put(
          looking.scope(),
          new Span(
              before > 0 ? was.first() : Math.min(last, first + 2), Math.max(was.last(), last)));
      return reading.build();
    }

    private static int first(Rows rows, Looking looking, Instant begin) {
      int number = rows.from(looking.from());
      while (number >= 0 && Rows.time(number).isBefore(begin)) {
        number = rows.from(number + 1);
      }
      return number;
    }

    private static List<Span> holes(Rows rows, int first, int last) {
      List<Span> holes = new ArrayList<>();
      for (int number = first; number < last; number++) {
        int next = rows.from(number + 1);
        if (next > number + 1) {
          holes.add(new Span(number + 1, next - 1));
          number = next - 1;
        }
      }
      return holes;
    }

    private static Observation hole(Span hole) {
      return Observation.of(MISSING, "blocks " + hole.first() + "-" + hole.last(), 1, "", "", "")
          .at(place(hole.first(), hole.last()).moving());
    }

    private static Observation lost(String where, long count, long first, long last) {
      Observation seen = Observation.of(LOST, "blocks " + where, (double) count, "", "", "");
      return first > last ? seen : seen.at(place(first, last));
    }

    private static Observation twice(Rows rows, int first, int last) {
      List<Instant> doubled =
          IntStream.rangeClosed(first, last).filter(rows::isDouble).mapToObj(Rows::time).toList();
      Observation seen =
          Observation.of(ProofPropertyTest.TWICE, Watched.TWICE, doubled.size(), "", "", "");
      return TimeSpan.of(doubled).map(Place.WHOLE::during).map(seen::at).orElse(seen);
    }

    private static Place place(long first, long last) {
      return Place.WHOLE
          .at(new Span(first, last))
          .during(new TimeSpan(time(first - 1), time(last + 1)));
    }

    private static Instant time(long number) {
      return Rows.time(Math.toIntExact(number));
    }

    private static long missing(Rows rows, long first, long last) {
      long missing = 0;
      for (long number = first; number <= last; number++) {
        missing += rows.has(Math.toIntExact(number)) ? 0 : 1;
      }
      return missing;
    }
  }
}
