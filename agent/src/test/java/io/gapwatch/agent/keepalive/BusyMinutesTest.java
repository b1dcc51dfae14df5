package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyMinutesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final List<Usage> spans = new ArrayList<>();
  private Instant end = NOON;

  private BusyMinutesTest then(Duration length, double cpu) {
    spans.add(new Usage(end, end.plus(length), cpu, 10));
    end = end.plus(length);
    return this;
  }

  private BusyMinutesTest minutes(int count, double cpu) {
    for (int i = 0; i < count; i++) {
      then(Duration.ofMinutes(1), cpu);
    }
    return this;
  }

  private long at(double level) {
    return BusyMinutes.in(spans, level);
  }

  @Test
  void aStretchHoldsOneWholeMinuteLess() {
    minutes(6, 35);
    assertThat(at(20)).isEqualTo(5);
    assertThat(at(35)).isEqualTo(5);
    assertThat(at(35.1)).isZero();
  }

  @Test
  void oneMinuteAloneProvesNothing() {
    assertThat(minutes(1, 100).at(20)).isZero();
  }

  @Test
  void aQuietMinuteDividesAStretch() {
    assertThat(minutes(3, 35).minutes(1, 5).minutes(3, 35).at(20)).isEqualTo(4);
  }

  @Test
  void timeThatWasNotMeasuredDividesAStretch() {
    minutes(3, 35);
    end = end.plusSeconds(1);
    assertThat(minutes(3, 35).at(20)).isEqualTo(4);
  }

  @Test
  void aLongSpanAtFullLoadIsBusyThroughout() {
    assertThat(then(Duration.ofMinutes(54), 100).at(20)).isEqualTo(53);
  }

  @Test
  void aLongSpanProvesWhatItsMeanCannotHideElsewhere() {
    // 54 min at 60 % are 3,240 %-minutes; less 100 for the ends and 53 at 20 %: 2,080 in steps of
    // 80.
    assertThat(then(Duration.ofMinutes(54), 60).at(20)).isEqualTo(26);
  }

  @Test
  void aLongSpanBelowTheLevelMayHideNothing() {
    assertThat(then(Duration.ofMinutes(54), 20).at(20)).isZero();
  }

  @Test
  void noLevelIsAboveFullLoad() {
    assertThat(then(Duration.ofMinutes(54), 100).at(100)).isZero();
  }
}
