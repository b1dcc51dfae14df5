package io.gapwatch.agent.notify.healthchecks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingBodyTest {

  @Test
  void leavesAReportThatFits() {
    assertThat(PingBody.of("❌ 12 missing", 14)).isEqualTo("❌ 12 missing".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 41, 42, 43, 44, 45, 46, 47, 48, 99, 100, 101})
  void tearsNoCharacterApartAndStaysWithinTheLimit(int limit) {
    byte[] body = PingBody.of("aé❌🔥".repeat(100), limit);

    assertThat(body.length).isLessThanOrEqualTo(limit);
    assertThat(new String(body, UTF_8)).doesNotContain("\uFFFD");
  }
}
