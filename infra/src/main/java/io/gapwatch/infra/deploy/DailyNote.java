package io.gapwatch.infra.deploy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Once a day a hunt says that it still hunts: a silent phone could also be one that was stopped.
 */
final class DailyNote {
  private static final Duration DAY = Duration.ofDays(1);

  private final InstantSource clock;
  private final Consumer<String> told;
  private final Instant began;
  private Instant last;

  DailyNote(InstantSource clock, Consumer<String> told) {
    this.clock = clock;
    this.told = told;
    this.began = clock.instant();
    this.last = began;
  }

  /** Tells, if the last time is a day ago. */
  void after(int failures, LaunchFailure reason) {
    Instant now = clock.instant();
    if (Duration.between(last, now).compareTo(DAY) >= 0) {
      last = now;
      told.accept(
          "still hunting, day %d, %d tries; the last answer: %s"
              .formatted(Duration.between(began, now).toDays() + 1, failures, reason.meaning()));
    }
  }
}
