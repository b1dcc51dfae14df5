package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.byCron;
import static io.gapwatch.agent.probe.process.Daemon.online;
import static io.gapwatch.agent.probe.process.Daemon.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps that PM2 starts by a schedule. */
class SchedulesTest {
  private final Daemon pm2 = new Daemon();

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:00:03Z, OK",
    "2026-11-21T11:00:03Z, OK",
    "2026-11-21T10:00:03Z, WARNING"
  })
  void appOfAScheduleIsJudgedByItsLastStart(Instant started, Status status) {
    pm2.with(online("gateway")).with(byCron("cls-discovery", "stopped", "0 * * * *", started));
    CheckResult result = pm2.check("{zone: UTC}");
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.summary()).isEqualTo("1 of 1 online, 1 of 1 that may be stopped are fine");
    assertThat(pm2.check("{expect: [gateway, cls-discovery], zone: UTC}").status())
        .isEqualTo(status);
  }

  @Test
  void overdueAppIsTold() {
    pm2.with(byCron("publisher", "stopped", "5 */4 * * *", Instant.parse("2026-11-21T04:05:00Z")));
    assertThat(pm2.check("{zone: UTC}").findings())
        .extracting(Finding::summary)
        .containsExactly(
            "publisher should have been started 4h 5m ago (5 */4 * * *); last started 04:05 UTC");
  }

  @Test
  void scheduleOfSixFieldsAndOneThatNobodyReads() {
    pm2.with(byCron("a", "stopped", "0 0 * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(pm2.check("{zone: UTC}").status()).isEqualTo(Status.OK);
    pm2.apps()
        .set(0, byCron("a", "stopped", "*/7 * * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(pm2.check("{zone: UTC}").status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void failedAppOfAScheduleIsTold() {
    pm2.with(byCron("a", "errored", "0 * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(subjects(pm2.check("{zone: UTC}"))).containsExactly("a");
  }
}
