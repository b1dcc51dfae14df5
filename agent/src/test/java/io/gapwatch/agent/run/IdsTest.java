package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void carriesTheTimeOfTheRun() {
    assertThat(Ulid.getInstant(new Ids(NOW, Optional.empty()).get())).isEqualTo(NOW);
  }

  @Test
  void isInTheOrderOfEventsWithinARun() {
    Ids ids = new Ids(NOW, Optional.empty());
    assertThat(ids.get()).isLessThan(ids.get());
  }

  @Test
  void isInTheOrderOfEventsWhenTheClockWasSetBack() {
    String before = new Ids(NOW, Optional.empty()).get();
    String after = new Ids(NOW.minus(Duration.ofHours(5)), Optional.of(before)).get();
    assertThat(after).isGreaterThan(before);
  }
}
