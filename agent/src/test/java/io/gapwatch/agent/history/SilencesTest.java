package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silences, as they are stored and as they mute. */
class SilencesTest extends ToldChannels {
  SilencesTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void silencesAreKeptUntilTheyEnd() {
    Silence silence = new Silence("S1", "disk/*", NOON, NOON.plusSeconds(7200), "new disk", "ann");
    Silence other = new Silence("S2", "swap", NOON, NOON.plusSeconds(60), "", "bob");
    history.silences().add(silence);
    history.silences().add(other);
    assertThat(history.silences().activeAt(NOON)).containsExactly(silence, other);
    assertThat(history.silences().activeAt(NOON.plusSeconds(60))).containsExactly(silence);

    shift.run(activeAt(NOON.plusSeconds(3600)), WARNING);
    assertThat(told("phone")).isEmpty();
    assertThat(history.silences().end("S1", NOON.plusSeconds(3600))).isTrue();
    assertThat(history.silences().end("S1", NOON.plusSeconds(3600))).isFalse();
    shift.run(activeAt(NOON.plusSeconds(3600)), WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
  }

  /** It would mute until that year. */
  @Test
  void aSilenceOfAClockThatWasYearsAheadIsNotBelieved() {
    Instant ahead = NOON.plus(Duration.ofDays(1200));
    Silence wrong = new Silence("S1", "disk/*", ahead, ahead.plusSeconds(7200), "", "ann");
    history.silences().add(wrong);
    assertThat(history.silences().activeAt(ahead)).containsExactly(wrong);

    shift.run(activeAt(NOON), WARNING);

    assertThat(told("phone")).containsExactly(Kind.OPENED);
  }

  private Muting activeAt(Instant now) {
    return Muting.of(history.silences().activeAt(now), now);
  }
}
