package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.DAYS;
import static io.gapwatch.agent.probe.process.Daemon.NOW;
import static io.gapwatch.agent.probe.process.Daemon.app;
import static io.gapwatch.agent.probe.process.Daemon.counted;
import static io.gapwatch.agent.probe.process.Daemon.restartedByCommand;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many restarts are of the last hour. */
class RestartsTest {
  private final Daemon pm2 = new Daemon();

  /** "gateway 567 restarts" was carried for days as a rate. */
  @Test
  void manyRestartsInAllAreNoRate() {
    pm2.with(app("gateway", "online", Duration.ofDays(4), 567, 5));
    CheckResult first = pm2.check("{}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary())
                  .endsWith("567 restarts in all; per hour not known before the second run");
              assertThat(finding.unsettledAt(NOW)).as("nobody is woken by it").isTrue();
            });
    assertThat(first.measured()).doesNotContainKey("restarts");
    CheckResult second = pm2.check("{}", counted("restartCount", "gateway", 60, 567));
    assertThat(second.status()).isEqualTo(Status.OK);
    assertThat(second.facts().get(0).text()).contains("567 restarts (0 in 1h)");
  }

  /** Cron starts a daily job a few seconds earlier or later than the day before. */
  @ParameterizedTest
  @ValueSource(doubles = {24 * 60 - 1, 24 * 60 + 1, 7 * 24 * 60 + 1})
  void aJobThatRunsSeldomKnowsRestartsToo(double minutes) {
    pm2.with(app("gateway", "online", Duration.ofDays(40), 567 + 24 * 7 * 30, 5));
    CheckResult result = pm2.check("{}", counted("restartCount", "gateway", minutes, 567));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.facts().get(0).text()).contains(" per hour over ");
  }

  @ParameterizedTest
  @CsvSource({"105, OK", "106, WARNING", "120, WARNING", "121, CRITICAL"})
  void restartsPerHourDecide(long total, Status status) {
    pm2.with(app("gateway", "online", DAYS, total, 5));
    CheckResult result =
        pm2.check("{}", counted("restartCount", "gateway", 120, 0, 60, 100, 30, 102));
    assertThat(result.status()).isEqualTo(status);
  }

  @Test
  void resetIsNoNegativeRate() {
    pm2.with(app("gateway", "online", DAYS, 2, 5));
    CheckResult result = pm2.check("{}", counted("restartCount", "gateway", 60, 100, 30, 103));
    assertThat(result.measured()).containsEntry("restarts", Map.of("gateway", 5.0));
  }

  /** It may have been restarted any number of times before: that is not known, and no tick. */
  @ParameterizedTest
  @CsvSource({
    "10, 0, UNKNOWN, 0 restarts since pm2 reset; how many before is not" + " known",
    // It has run since before the last sample: no restart can have been lost.
    "31, 0, OK, '0 restarts (0 in 30m)'",
    "10, 30, CRITICAL, '30 restarts (at least 30 in 30m)'",
  })
  void aResetBetweenTwoRunsIsSaid(long up, long restarts, Status status, String told) {
    pm2.with(app("gateway", "online", Duration.ofMinutes(up), restarts, 5));

    CheckResult result = pm2.check("{uptime: off}", counted("restartCount", "gateway", 30, 567));

    assertThat(result.status()).as("%s", result).isEqualTo(status);
    assertThat(result.facts().get(0).text()).contains(told);
    assertThat(result.findings()).allMatch(it -> it.unsettledAt(NOW) == (restarts == 0));
    assertThat(result.measured().containsKey("restarts")).isEqualTo(status != Status.UNKNOWN);
  }

  @Test
  void anHourWithAResetInItIsToldAsAtLeast() {
    pm2.with(app("gateway", "online", Duration.ofMinutes(20), 3, 5));
    CheckResult result =
        pm2.check("{uptime: off}", counted("restartCount", "gateway", 60, 567, 30, 1));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("3 restarts (at least 3 in 1h)");
  }

  @ParameterizedTest
  @CsvSource({"40, UNKNOWN", "61, OK"})
  void aResetBeforeTheFirstRunIsSaidToo(long up, Status status) {
    Pm2App app = app("gateway", "online", Duration.ofMinutes(up), 0, 5);
    pm2.with(
        new Pm2App(
            app.name(),
            app.id(),
            app.status(),
            app.startedAt(),
            app.restarts(),
            true,
            app.memory(),
            app.cpu(),
            app.cron(),
            true));
    assertThat(pm2.check("{uptime: off}").status()).isEqualTo(status);
    assertThat(pm2.check("{uptime: off, restarts: off}").status()).isEqualTo(Status.OK);
  }

  @Test
  void oneRestartByCommandIsOneAndNotAllThereEverWere() {
    pm2.with(restartedByCommand(568));

    CheckResult result = pm2.check("{uptime: off}", counted("restartCount", "gateway", 60, 567));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("568 restarts (1 in 1h)");
  }

  @Test
  void howManyAreOfTheLastHourIsNotKnownBeforeTheSecondRun() {
    pm2.with(restartedByCommand(30));
    CheckResult first = pm2.check("{uptime: off}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.measured()).doesNotContainKey("restarts");

    CheckResult second = pm2.check("{uptime: off}", counted("restartCount", "gateway", 10, 0));
    assertThat(second.status()).isEqualTo(Status.CRITICAL);
    assertThat(second.findings().get(0).summary()).isEqualTo("gateway was restarted: 30 in 10m");
    assertThat(second.findings().get(0).remedy())
        .contains(
            "pm2 logs gateway --lines 500 --nostream", "rate limiting", "git log --oneline -5");
  }

  /** One more instance has restarted at most as often as it says, not as all of them. */
  @Test
  void anInstanceThatIsNewMakesNothingUnknown() {
    Pm2App old = app("gateway", "online", DAYS, 567, 5);
    pm2.with(old).with(instance(old, 1, 0, Duration.ofMinutes(5)));
    CheckResult result = pm2.check("{uptime: off}", counted("restartCount", "gateway", 60, 567));
    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
  }

  /** As a deployment by {@code pm2 delete} does; the hour is not over. */
  @Test
  void whoIsDeletedAndStartedAgainHasCrashedAllTheSame() {
    Pm2App old = app("gateway", "online", DAYS, 0, 5);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{uptime: off}");
    pm2.with(old);
    runs.run(pm2, NOW);
    pm2.apps().set(0, instance(old, old.id(), 30, Duration.ofMinutes(5)));
    assertThat(runs.run(pm2, NOW.plusSeconds(600)).told(Kind.OPENED))
        .containsExactly("gateway restarts");
    pm2.apps().set(0, instance(old, 1, 0, Duration.ofMinutes(1)));
    for (int minutes = 20; minutes <= 60; minutes += 10) {
      Run run = runs.run(pm2, NOW.plus(Duration.ofMinutes(minutes)));
      assertThat(run.result().status()).as("%s", run.result()).isEqualTo(Status.CRITICAL);
    }
    runs.run(pm2, NOW.plus(Duration.ofMinutes(80)));
    assertThat(runs.run(pm2, NOW.plus(Duration.ofMinutes(90))).told(Kind.RESOLVED))
        .containsExactly("gateway restarts");
  }

  private static Pm2App instance(Pm2App like, long id, long restarts, Duration up) {
    return new Pm2App(
        like.name(),
        id,
        like.status(),
        Optional.of(NOW.minus(up)),
        OptionalLong.of(restarts),
        false,
        like.memory(),
        like.cpu(),
        like.cron(),
        true);
  }
}
