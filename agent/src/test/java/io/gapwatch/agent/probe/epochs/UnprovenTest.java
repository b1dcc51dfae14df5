package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Unit;
import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class UnprovenTest {
  private static final Grid GRID = new Grid(Duration.ofHours(1));
  private static final Instant FROM = Instant.parse("2025-11-14T12:00:00Z");
  private static final Instant NOW = Instant.parse("2025-11-15T12:10:00Z");

  private static Unproven after(Past past) {
    ProbeContext context =
        new ProbeContext(
            NOW,
            Duration.ZERO,
            Duration.ofSeconds(1),
            new ProbeContext.Sessions() {
              @Override
              public <S extends Session> S open(Class<S> kind) {
                throw new IllegalStateException("nothing is asked");
              }
            },
            past);
    return Unproven.of(EpochsCheck.WAS_EMPTY, GRID, context, FROM);
  }

  private static Map<String, Object> written(Unproven unproven) {
    Measured.Builder reading =
        Measured.saying("any")
            .value(EpochsCheck.SEALS, 1)
            .value(EpochsCheck.SEEN, Subject.of("a/b", FROM).text(), 1);
    unproven.write(reading);
    return reading.build().byName();
  }

  private static Past left(Unproven unproven) {
    return Contexts.left(written(unproven), NOW.minusSeconds(600));
  }

  private static Unit unit(int hour, String channel) {
    return new Unit(FROM.plus(Duration.ofHours(hour)), channel, "a/b");
  }

  @Test
  void isKnownByItsNameUntilItIsRight() {
    Unproven first = after(Past.NONE);
    List<Unit> wrong = List.of(unit(0, "x"), unit(23, "x"), unit(3, ""), unit(3, "b/x"));
    assertThat(first.look("a/b", wrong, unit -> false)).isEmpty();
    Unproven second = after(left(first));
    assertThat(second.look("a", List.of(), unit -> true)).isEmpty();
    assertThat(second.look("a/b", List.of(), unit -> unit.channel().equals("b/x")))
        .containsExactlyInAnyOrder(unit(0, "x"), unit(23, "x"), unit(3, ""));
    assertThat(after(left(second)).look("a/b", List.of(), unit -> false)).hasSize(3);
  }

  /** One that could not tell wrote nothing of it, and changes nothing. */
  @Test
  void aRunThatLooksAtNothingForgetsNothing() {
    Unproven first = after(Past.NONE);
    first.look("a/b", List.of(unit(1, "x")), unit -> false);
    Unproven second = after(left(first));
    assertThat(written(second)).isEqualTo(written(first));
  }

  @Test
  void whatHasLeftTheWindowIsForgotten() {
    Unproven first = after(Past.NONE);
    first.look("a/b", List.of(unit(-1, "x")), unit -> false);
    assertThat(after(left(first)).look("a/b", List.of(), unit -> false)).isEmpty();
  }

  /** All channels of a day take a number each; of too many it is known that there were more. */
  @Test
  void isSmallHoweverMuchIsWrong() {
    List<Unit> wrong =
        IntStream.range(0, 2_000)
            .boxed()
            .flatMap(
                channel ->
                    Stream.of(0, 23).map(hour -> unit(hour, "channel %04d".formatted(channel))))
            .toList();
    Unproven first = after(Past.NONE);
    first.look("a/b", wrong, unit -> false);
    assertThat(written(first).get("wasEmpty"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .hasSizeLessThanOrEqualTo(1_001);
    Unproven second = after(left(first));
    second.look("a/b", List.of(), unit -> true);
    assertThat(second.hadMore("a/b")).isTrue();
    assertThat(second.hadMore("a")).isFalse();
  }

  /** What they found wrong is not known by name, and rows that go prove nothing. */
  @Test
  void earlierVersionsWroteDownNoNames() {
    Past old = Contexts.left(Map.of("seals", 1L), NOW.minusSeconds(600));
    Unproven first = after(old);
    first.look("a/b", List.of(), unit -> true);
    assertThat(first.hadMore("a/b")).isTrue();
    Unproven second = after(Contexts.both(old, left(first)));
    second.look("a/b", List.of(), unit -> true);
    assertThat(second.hadMore("a/b")).isTrue();
    second.look("a", List.of(), unit -> true);
    assertThat(second.hadMore("a")).isFalse();
  }
}
