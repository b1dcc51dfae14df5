package io.gapwatch.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever part of a run never answers, the run ends, and whoever can be told is told. The time-out
 * is for what used to take minutes or never ended; {@code scripts/bench faults} measures.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {

  /** Long enough for a busy machine to tell whoever can be told. */
  private static final FaultRun.Time TIME =
      new FaultRun.Time(Duration.ofSeconds(6), Duration.ofSeconds(18));

  @BeforeAll
  static void driversAreLoaded(@TempDir Path folder) throws Exception {
    FaultRun.Time plenty = new FaultRun.Time(Duration.ofMinutes(5), Duration.ofMinutes(1));
    assertThat(FaultRun.of(Fault.NONE, folder, plenty).messages()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      // As long as their likes; the bench has them.
      names = {
        "ALERTMANAGER_SILENT",
        "HASHICORP_DRIPS",
        "PAGE_SILENT",
        "MAIL_SILENT",
        "REDIS_SILENT",
        "SITE_SILENT",
        "SITE_CA_PIPE",
        "UPKEEP_SILENT"
      })
  void endsAndIsTold(Fault fault, @TempDir Path folder) throws Exception {
    FaultRun.Outcome outcome = FaultRun.of(fault, folder, TIME);
    switch (fault) {
      case CONFIG_PIPE, CONFIG_DEVICE -> {
        // Nobody is known who could be told.
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.said()).contains("not an ordinary file");
      }
      case SWITCH_SILENT, SWITCH_DRIPS -> assertThat(outcome.messages()).isEqualTo(1);
      case PHONES_SILENT -> assertThat(outcome.pings()).containsExactly("start", "fail");
      case VAULT_SILENT, VAULT_DRIPS, HASHICORP_SILENT, HASHICORP_DRIPS, TOKEN_PIPE, SECRETS_PIPE ->
          assertThat(outcome.pings()).containsExactly("start", "fail");
      default -> {
        assertThat(outcome.pings()).containsExactly("start", "fail");
        assertThat(outcome.messages()).isPositive();
      }
    }
    assertThat(outcome.exitCode()).isPositive();
  }
}
