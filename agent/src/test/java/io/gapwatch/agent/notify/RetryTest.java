package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final Delivery DOWN = new Delivery.Failed("down");
  private final Retry twice =
      new Retry(Collections.nCopies(2, Duration.ZERO), Duration.ofMinutes(1));
  private int attempts;

  @Test
  void triesAgainUntilItArrives() {
    assertThat(run(twice, DOWN, DOWN, Delivery.delivered())).isEqualTo(Delivery.delivered());
    assertThat(attempts).isEqualTo(3);
  }

  @Test
  void givesUpAfterTheLastPause() {
    Delivery last = new Delivery.Failed("still down");

    assertThat(run(twice, DOWN, DOWN, last, Delivery.delivered())).isEqualTo(last);
    assertThat(attempts).isEqualTo(3);
  }

  @Test
  void neverRepeatsWhatWasRefused() {
    Delivery refused = new Delivery.Refused("token invalid");

    assertThat(run(twice, refused, Delivery.delivered())).isEqualTo(refused);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void neverRepeatsWhatTheVendorAskedToHoldBack() {
    Delivery quota = new Delivery.Failed("quota", Optional.of(Instant.EPOCH));

    assertThat(run(twice, quota, Delivery.delivered())).isEqualTo(quota);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void beginsNoAttemptPastTheDeadline() {
    Retry impatient = new Retry(List.of(Duration.ofHours(1)), Duration.ofMillis(20));

    assertThat(run(impatient, DOWN, Delivery.delivered())).isEqualTo(DOWN);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsItIsToldTo() {
    Retry patient = new Retry(List.of(Duration.ofMillis(50)), Duration.ofMinutes(1));
    long before = System.nanoTime();

    run(patient, DOWN, Delivery.delivered());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(48));
  }

  @Test
  void anInterruptEndsTheWaitAndStaysVisible() {
    Retry patient = new Retry(List.of(Duration.ofHours(1)), Duration.ofHours(2));
    Thread.currentThread().interrupt();

    assertThat(run(patient, DOWN)).isInstanceOf(Delivery.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Out of memory, or a class that does not load: once more makes it worse, and hides it. */
  @Test
  void neverRepeatsWhatBroke() {
    for (Throwable broken : List.of(new OutOfMemoryError("heap"), new IllegalStateException())) {
      attempts = 0;

      assertThatThrownBy(() -> twice.run(() -> thrown(broken))).isSameAs(broken);

      assertThat(attempts).isEqualTo(1);
    }
  }

  private Delivery thrown(Throwable broken) {
    attempts++;
    if (broken instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) broken;
  }

  @Test
  void pausesAsTheVendorsAsk() {
    assertThat(Retry.MESSAGES.delays())
        .hasSize(2)
        .allSatisfy(delay -> assertThat(delay).isGreaterThanOrEqualTo(Duration.ofSeconds(5)));
    assertThat(Retry.PINGS.delays().stream().map(Duration::toMillis))
        .containsExactly(500L, 1_000L, 2_000L, 4_000L);
  }

  private Delivery run(Retry retry, Delivery... answers) {
    Deque<Delivery> left = new ArrayDeque<>(List.of(answers));
    return retry.run(
        () -> {
          attempts++;
          return left.remove();
        });
  }
}
