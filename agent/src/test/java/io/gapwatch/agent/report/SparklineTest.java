package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void risesFromLowToHigh() {
    assertThat(Sparkline.of(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 24))
        .isEqualTo("▁▂▃▄▅▆▇█");
  }

  @Test
  void aFlatSeriesLiesLow() {
    assertThat(Sparkline.of(List.of(5.0, 5.0), 24)).isEqualTo("▁▁");
  }

  @Test
  void aPeakSurvivesBeingSqueezed() {
    List<Double> onePeak = IntStream.range(0, 1000).mapToObj(i -> i == 617 ? 9.0 : 0.0).toList();

    assertThat(Sparkline.of(onePeak, 10)).isEqualTo("▁▁▁▁▁▁█▁▁▁");
  }
}
