package io.gapwatch.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormerlyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  /** So many in runs every twelve hours, the last one twelve hours ago, and so many now. */
  @ParameterizedTest
  @CsvSource({
    "3 3, 1, 3",
    "3 3, 3, 3",
    "3 3, 4, 4",
    "3, 1, 3",
    "3 1, 1, 3",
    // Two runs saw so many within a day, or none did.
    "3 3 1, 1, 3",
    "3 3 1 1, 1, 1",
    "3 1 1, 1, 1",
    // One run alone saw more.
    "1 1 2, 1, 1",
    "1 2 1, 1, 1",
    "1 2 3, 1, 2",
    "1 2 2, 1, 2",
    // Of a run that saw less, nothing is believed that the one before did not see.
    "2 1 2, 1, 1",
  })
  void whatTwoRunsSawMustBeThere(String before, long present, long most) {
    Formerly formerly = formerly(before, present);
    assertThat(formerly.most()).isEqualTo(most);
    assertThat(formerly.lacking()).isEqualTo(most - present);
  }

  /** Fewer than before prove nothing of what was missed before. */
  @Test
  void aNumberIsAPlaceThatRunsReach() {
    assertThat(formerly("3 3", 1).place()).isEqualTo(Place.of("web: 3"));
    assertThat(formerly("3 3", 1).parts()).containsExactly("web: 0", "web: 1", "web: 2", "web: 3");
    assertThat(formerly("3 3 1 1", 2).parts()).containsExactly("web: 0", "web: 1", "web: 2");
  }

  @Test
  void withoutAPastNothingIsMissed() {
    assertThat(Formerly.of("web", List.of(), 2, NOW, DAY)).isEqualTo(new Formerly("web", 2, 2));
  }

  private static Formerly formerly(String before, long present) {
    String[] numbers = before.split(" ", -1);
    List<Sample> past = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      Instant at = NOW.minus(Duration.ofHours(12L * (numbers.length - i)));
      past.add(new Sample(at, Double.parseDouble(numbers[i])));
    }
    return Formerly.of("web", past, present, NOW, DAY);
  }
}
