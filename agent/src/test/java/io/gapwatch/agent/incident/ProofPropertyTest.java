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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsResolvedWhileTheTruthIsWorse(boolean grouped) {
    Map<Transition.Kind, Integer> told = new EnumMap<>(Transition.Kind.class);
    Map<String, Limits> limits =
        Map.of("missing", MISSING.defaults(), "lost", LOST.defaults(), "twice", TWICE.defaults());
    for (int seed = 0; seed < SEQUENCES; seed++) {
      try {
        new Fates(seed, new Probe(grouped), limits)
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
    /** By scope and group: the first number that must be there, and the greatest ever seen. */
    private final Map<String, Span> memory = new HashMap<>();

    private final boolean grouped;
    private int readings;

    Probe(boolean grouped) {
      this.grouped = grouped;
    }

    @Override
    public Map<String, Span> memory() {
      return Map.copyOf(memory);
    }

    @Override
    public void restore(Map<String, Span> other) {
      memory.clear();
      memory.putAll(other);
    }

    /** Those that a check looks at: with groups both, or one of them only. */
    private Map<String, Rows> groups(List<Rows> tables, Looking looking) {
      Map<String, Rows> groups = new TreeMap<>();
      if (!grouped) {
        groups.put("", tables.get(looking.source()));
        return groups;
      }
      groups.put(SECOND, tables.get(1));
      if (looking.source() == 0) {
        groups.put(FIRST, tables.get(0));
      }
      return groups;
    }

    @Override
    public Reading read(List<Rows> tables, Looking looking, Instant now) {
      Instant begin = now.minus(Duration.ofHours(looking.hours()));
      Map<String, Rows> groups = groups(tables, looking);
      groups.values().removeIf(rows -> first(rows, looking, begin) < 0);
      if (groups.isEmpty()) {
        return new Unavailable("no rows", "wait");
      }
      Measured.Builder reading = Measured.saying("read " + groups.keySet());
      List<Place> read = new ArrayList<>();
      boolean complete = true;
      // Now and then nobody can tell, as long as anything is missing.
      boolean telling = ++readings % 3 != 0;
      for (Map.Entry<String, Rows> group : groups.entrySet()) {
        Part part = new Part(group.getKey(), group.getValue(), looking, begin);
        complete &= part.add(reading, telling);
        read.add(part.read());
      }
      return reading
          .complete(complete)
          .covering(Covered.rows(new TimeSpan(begin, now), read))
          .build();
    }

    /** One group, or the only table. */
    private final class Part {
      private final String name;
      private final Rows rows;
      private final Looking looking;
      private final int first;
      private final int last;
      private final Span was;
      private final boolean mustBeThere;
      private final long before;
      private final long after;

      Part(String name, Rows rows, Looking looking, Instant begin) {
        this.name = name;
        this.rows = rows;
        this.looking = looking;
        this.first = Probe.first(rows, looking, begin);
        this.last = rows.end() - 1;
        this.was = memory.getOrDefault(looking.scope() + name, new Span(first, last));
        this.mustBeThere = !begin.isAfter(time(was.first()));
        this.before = mustBeThere ? missing(rows, was.first(), first - 1) : 0;
        this.after = missing(rows, last + 1, was.last());
      }

      /** Whether all that was found is listed. */
      boolean add(Measured.Builder reading, boolean telling) {
        List<Span> holes = holes(rows, first, last);
        holes.stream()
            .sorted(Comparator.comparingLong(Span::count).reversed())
            .limit(looking.list())
            .forEach(hole -> reading.observe(in(hole(hole))));
        reading.observe(in(lost("beginning", before, was.first(), first - 1)));
        reading.observe(in(lost("end", after, last + 1, was.last())));
        Observation twice = in(twice(rows, first, last));
        if (!holes.isEmpty() && !telling) {
          reading.unmeasured(new Unmeasured(twice.subject(), "not known", "wait").part(name));
        } else {
          reading.observe(twice);
        }
        memory.put(
            looking.scope() + name,
            new Span(
                before > 0 ? was.first() : Math.min(last, first + 2), Math.max(was.last(), last)));
        return holes.size() <= looking.list();
      }

      Place read() {
        long proven = before == 0 && mustBeThere ? Math.min(was.first(), first) : first;
        return Place.of(name)
            .at(new Span(proven, after == 0 ? Math.max(was.last(), last) : last))
            .during(new TimeSpan(time(first), time(last)));
      }

      private Observation in(Observation seen) {
        Place place = seen.details().place();
        return name.isEmpty()
            ? seen
            : Observation.of(seen.metric(), name + ": " + seen.subject(), seen.value(), "", "", "")
                .at(new Place(name, place.numbers(), place.times(), place.range()));
      }
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
