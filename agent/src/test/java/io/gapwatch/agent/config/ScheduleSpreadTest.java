package io.gapwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleSpreadTest {
  @Test
  void aPlainZeroBecomesTheMinuteOfTheName() {
    assertThat(new Schedule("0 */3 * * *").spread("chain")).isEqualTo(new Schedule("19 */3 * * *"));
    assertThat(new Schedule("0 1 * * 5").spread("alerts")).isEqualTo(new Schedule("4 1 * * 5"));
  }

  @Test
  void aMinuteThatSomebodyChoseStays() {
    for (String text : List.of("30 1 * * *", "*/30 * * * *", "0,30 * * * *", "00 4 * * *")) {
      assertThat(new Schedule(text).spread("chain").text()).isEqualTo(text);
    }
  }

  @Test
  void minutesAreSpreadOverTheFirstHalfHourAndNeverZero() {
    List<Integer> minutes =
        IntStream.range(0, 2_900)
            .mapToObj(i -> new Schedule("0 * * * *").spread("job-" + i).text().split(" ", -1)[0])
            .map(Integer::valueOf)
            .toList();
    assertThat(minutes).allMatch(minute -> minute >= 1 && minute <= 29);
    assertThat(minutes.stream().distinct()).hasSize(29);
  }
}
