package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrontabDriftTest {
  private static final String WANTED =
      """
      # BEGIN gapwatch
      # chain: 7 * * * * UTC
      7 * * * * /usr/bin/env HOME=/home/opc PATH=/usr/bin:/bin /bin/sh -c 'run chain'
      9 * * * * /usr/bin/env HOME=/home/opc PATH=/usr/bin:/bin /bin/sh -c 'run weekly'
      # END gapwatch
      """;

  @Test
  void theSameBlockIsNoDrift() {
    assertThat(CrontabDrift.between(Optional.of(WANTED), WANTED).none()).isTrue();
  }

  @Test
  void commentsAndPathAreNoDrift() {
    String installed =
        WANTED
            .replace("PATH=/usr/bin:/bin", "PATH='/my tools':/usr/bin")
            .replace("# chain: 7 * * * * UTC", "# hello");
    assertThat(CrontabDrift.between(Optional.of(installed), WANTED).none()).isTrue();
  }

  @Test
  void aChangedMinuteIsAMissingAndASurplusLine() {
    CrontabDrift drift = CrontabDrift.between(Optional.of(WANTED.replace("\n9 ", "\n10 ")), WANTED);
    assertThat(drift.missing()).singleElement().asString().startsWith("9 * * * *");
    assertThat(drift.surplus()).singleElement().asString().startsWith("10 * * * *");
  }

  @Test
  void noBlockAtAllMissesEveryJob() {
    CrontabDrift drift = CrontabDrift.between(Optional.empty(), WANTED);
    assertThat(drift.missing()).hasSize(2);
    assertThat(drift.surplus()).isEmpty();
    assertThat(drift.none()).isFalse();
  }
}
