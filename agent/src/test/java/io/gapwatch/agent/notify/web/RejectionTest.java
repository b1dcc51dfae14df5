package io.gapwatch.agent.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Delivery.Failed;
import io.gapwatch.agent.notify.Delivery.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T05:15:00Z");

  @ParameterizedTest
  @CsvSource({
    "400, true",
    "401, true",
    "403, true",
    "404, true",
    "410, true",
    "413, true",
    "422, true",
    "408, false",
    "425, false",
    "429, false",
    "500, false",
    "502, false",
    "503, false",
  })
  void aRefusalIsNotRepeatedAsItStands(int status, boolean refused) {
    assertThat(told(status, Map.of()) instanceof Refused).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void theVendorSaysWhen(int status) {
    assertThat(told(status, Map.of("Retry-After", List.of("90"))))
        .isEqualTo(
            new Failed("Vendor answered " + status + ": no", Optional.of(NOW.plusSeconds(90))));
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(told(302, Map.of("Location", List.of("https://elsewhere"))))
        .isEqualTo(
            new Failed(
                "Vendor answered 302, a redirect, which is not followed because the address may be"
                    + " a secret; correct the address"));
  }

  @Test
  void aYesInForeignWordsIsNone() {
    assertThat(told(200, Map.of()))
        .isEqualTo(
            new Failed(
                "the answer is not from Vendor; is there a proxy or a login page in between?"));
  }

  private static Delivery told(int status, Map<String, List<String>> headers) {
    return new Rejection("Vendor", new Answer(status, headers, ""), NOW).delivery("no");
  }
}
