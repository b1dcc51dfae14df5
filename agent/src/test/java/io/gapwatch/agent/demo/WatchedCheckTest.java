package io.gapwatch.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import io.gapwatch.agent.demo.WatchedCheck.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedCheckTest {
  private static final Instant T0 = Instant.parse("2026-11-21T00:00:00Z");
  private static final UUID RUN = UUID.fromString("6f2b8a34-3a7b-4b0e-9a57-0c7a4f3a1c55");
  private static final UUID OTHER = UUID.fromString("11111111-3a7b-4b0e-9a57-0c7a4f3a1c55");
  private final WatchedCheck check =
      new WatchedCheck(RUN, "chain", Duration.ofHours(3), Duration.ofHours(1), List.of());

  @Test
  void isNewUntilAPingComes() {
    assertThat(check.stateAt(T0)).isEqualTo(State.NEW);
    assertThat(check.with(ping(Signal.LOG, 0, RUN)).stateAt(T0)).isEqualTo(State.NEW);
  }

  @ParameterizedTest
  @CsvSource({"0, UP", "179, UP", "180, GRACE", "239, GRACE", "240, DOWN", "10000, DOWN"})
  void goesDownWhenNothingIsHeard(long minutes, State state) {
    assertThat(check.with(ping(Signal.SUCCESS, 0, RUN)).stateAt(after(minutes))).isEqualTo(state);
  }

  @Test
  void aFailureTakesItDownAtOnceAndASuccessUpAgain() {
    WatchedCheck failed = check.with(ping(Signal.FAIL, 0, RUN));

    assertThat(failed.stateAt(T0)).isEqualTo(State.DOWN);
    assertThat(failed.with(ping(Signal.SUCCESS, 1, RUN)).stateAt(after(1))).isEqualTo(State.UP);
  }

  @Test
  void aRunThatLastsLongerThanTheGraceTakesItDown() {
    WatchedCheck running =
        check.with(ping(Signal.SUCCESS, 0, OTHER)).with(ping(Signal.START, 10, RUN));

    assertThat(running.started()).isPresent();
    assertThat(running.stateAt(after(69))).isEqualTo(State.UP);
    assertThat(running.stateAt(after(70))).isEqualTo(State.DOWN);
  }

  @Test
  void onlyTheEndOfTheSameRunEndsIt() {
    WatchedCheck running = check.with(ping(Signal.START, 0, RUN));

    assertThat(running.with(ping(Signal.SUCCESS, 1, OTHER)).started()).isPresent();
    assertThat(running.with(ping(Signal.LOG, 1, RUN)).started()).isPresent();
    assertThat(running.with(ping(Signal.SUCCESS, 1, RUN)).started()).isEmpty();
    assertThat(running.with(ping(Signal.FAIL, 1, RUN)).started()).isEmpty();
  }

  private static Ping ping(Signal signal, long minutes, UUID run) {
    return new Ping(signal, Optional.empty(), Optional.of(run), "", after(minutes));
  }

  private static Instant after(long minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }
}
