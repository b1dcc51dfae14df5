package io.gapwatch.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HttpDateTest {

  @Test
  void isWrittenAsTheStandardSays() {
    assertThat(HttpDate.of(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Property
  void isReadAsTheSameSecond(@ForAll @LongRange(min = 0, max = 253402300799999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);

    assertThat(
            ZonedDateTime.parse(HttpDate.of(time), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant())
        .isEqualTo(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
