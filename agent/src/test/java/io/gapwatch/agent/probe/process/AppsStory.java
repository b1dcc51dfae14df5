package io.gapwatch.agent.probe.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A row of runs, and what happens to apps before each.
 *
 * @param pause between them
 */
record AppsStory(String yaml, Duration pause, long restarts, List<Event> events) {
  static final Instant BEGIN = Instant.parse("2026-10-20T22:00:00Z");
  static final List<String> NAMES = List.of("a", "b", "c");

  /** More than twice as long as anything is remembered. */
  private static final Duration LONG = Duration.ofHours(60);

  enum Act {
    NOTHING,
    STOP,
    FAIL,
    CRASH,
    START,
    DELETE,
    RENAME,
    ANEW,
    MORE,
    FEWER,
    RESET,
    BUSY,
    LARGE,
    BLIND,
    EMPTY,
    UNREADABLE,
    PAUSE
  }

  /**
   * What happens before a run.
   *
   * @param app which name
   */
  record Event(Act act, int app, int count) {}

  boolean expects(String name) {
    return yaml.matches(".*expect: \\[[^]]*" + name + ".*");
  }

  boolean expects() {
    return yaml.contains("expect");
  }

  boolean mayStop(String name) {
    return yaml.matches(".*stopped: \\[" + name + "].*");
  }

  /** Since the run before. */
  Duration until(Event event) {
    return event.act() == Act.PAUSE ? LONG : pause;
  }

  static Arbitrary<AppsStory> stories(Arbitrary<Act> acts, int most) {
    return Combinators.combine(
            Arbitraries.of(
                "{}", "{stopped: [c]}", "{expect: [a, b]}", "{expect: [a, b], stopped: [c]}"),
            Arbitraries.of(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Duration.ofDays(1).plusSeconds(2)),
            Arbitraries.of(0L, 3L, 567L),
            Combinators.combine(
                    Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.just(Act.NOTHING)), Tuple.of(3, acts)),
                    Arbitraries.integers().between(0, 2),
                    Arbitraries.of(1, 6, 30))
                .as(Event::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(most))
        .as(AppsStory::new);
  }
}
