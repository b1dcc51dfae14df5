package io.gapwatch.agent.doctor;

import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;

/** The offset between two clocks. Ages are judged in seconds, so a few seconds are a warning. */
final class ClockOffset {
  /** The Date header has whole seconds, and the request takes time. */
  private static final Duration FINE = Duration.ofSeconds(3);

  /** A tenth of the tightest limit that ships, staleness over 300 s. */
  private static final Duration TOO_FAR = Duration.ofSeconds(30);

  private ClockOffset() {}

  static Diagnosis judge(String whose, Instant theirs, Instant ours) {
    Duration offset = Duration.between(theirs, ours);
    Duration size = offset.abs();
    if (size.compareTo(FINE) <= 0) {
      return Diagnosis.ok(whose + " and ours agree within " + Durations.text(FINE));
    }
    String text =
        "our clock is %s %s %s"
            .formatted(Durations.text(size), offset.isNegative() ? "behind" : "ahead of", whose);
    String fix =
        "check timedatectl status, and enable time synchronisation: timedatectl set-ntp true";
    return size.compareTo(TOO_FAR) > 0 ? Diagnosis.failed(text, fix) : Diagnosis.warning(text, fix);
  }
}
