package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a reminder reaches: nobody once somebody has acknowledged the incident. */
class RemindersTest extends ToldChannels {
  RemindersTest(@TempDir Path folder) {
    super(folder);
  }

  /** Or those with office hours would never be reminded of what opened at night. */
  @Test
  void remindsOnceOfWhatNobodyAcknowledgedMeanwhile() {
    shift.run(WARNING);
    deliver("phone");
    deliver("chat");
    for (int hour = 0; hour < 4; hour++) {
      shift.run(MUTED, WARNING);
    }
    assertThat(told("phone")).isEmpty();
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.REMINDER);
  }

  @Test
  void remindsNobodyOfWhatWasAcknowledgedMeanwhile() {
    shift.run(WARNING);
    deliver("phone");
    for (int hour = 0; hour < 3; hour++) {
      shift.run(MUTED, WARNING);
    }
    acknowledge();
    shift.run(WARNING);
    assertThat(told("phone")).isEmpty();
  }

  /** It says that nobody acknowledged it. */
  @Test
  void whatCouldNotBeDeliveredRemindsNobodyOnceItIsAcknowledged() {
    shift.run(WARNING);
    deliver("phone");
    shift.run(WARNING);
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.REMINDER);
    history.outbox().failed("phone", ids("phone"), "no answer", Optional.empty());
    acknowledge();
    shift.run(WARNING);
    assertThat(told("phone")).isEmpty();
  }
}
