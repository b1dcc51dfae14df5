package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("table", "timestamp", "timeout", "where");

  @ParameterizedTest
  @CsvSource({
    "tabel, table",
    "Table, table",
    "timestmp, timestamp",
    "time-out, timeout",
    "wher, where"
  })
  void nearest(String typo, String meant) {
    assertThat(Suggestion.among(KNOWN).forTypo(typo))
        .isEqualTo("; did you mean \"" + meant + "\"?");
  }

  @Test
  void aBeginningMayBeThatOfSeveral() {
    assertThat(Suggestion.among(KNOWN).forTypo("time"))
        .isEqualTo("; did you mean \"timestamp\" or \"timeout\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "--for, '; known: --now, --job'",
    "--jbo, '; did you mean \"--job\"?'",
    "--nwo, '; did you mean \"--now\"?'"
  })
  void ofAShortWordHalfIsTheSame(String typo, String words) {
    assertThat(Suggestion.among(List.of("--now", "--job")).forTypo(typo)).isEqualTo(words);
  }

  @Test
  void choicesWhenNothingIsNear() {
    assertThat(Suggestion.among(KNOWN).forTypo("colour"))
        .isEqualTo("; known: table, timestamp, timeout, where");
  }
}
