package io.gapwatch.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.ProbeContext.Upkeep;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");
  private static final Duration DAYS = Duration.ofDays(2);
  private static final long MIB = 1L << 20;

  private final List<Pm2App> apps = new ArrayList<>();

  /** PM2 with the apps of the test. */
  private record Daemon(List<Pm2App> apps) implements Pm2Session {
    @Override
    public List<Pm2App> apps(Duration timeout) {
      return apps;
    }

    @Override
    public String answeredBy() {
      return "PM2";
    }

    @Override
    public String identity() {
      return "pm2";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private ProcessesCheckTest with(Pm2App app) {
    apps.add(app);
    return this;
  }

  private static Pm2App app(String name, String status, Duration up, long restarts, double cpu) {
    return new Pm2App(
        name,
        name.hashCode(),
        status,
        Optional.of(NOW.minus(up)),
        OptionalLong.of(restarts),
        false,
        OptionalLong.of(status.equals("online") ? 100 * MIB : 0),
        OptionalDouble.of(cpu),
        Optional.empty(),
        true);
  }

  private static Pm2App online(String name) {
    return app(name, "online", DAYS, 0, 5);
  }

  private static Pm2App byCron(String name, String status, String cron, Instant started) {
    return new Pm2App(
        name,
        99,
        status,
        Optional.of(started),
        OptionalLong.of(200),
        false,
        OptionalLong.of(0),
        OptionalDouble.of(0),
        Optional.of(cron),
        false);
  }

  private CheckResult check(String yaml, Past past) {
    ProcessesCheck type = new ProcessesCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("p", type.type(), "workers", "T", type.metrics().limits(settings));
    return new Judge()
        .judge(check, type.probe(settings).ask(Contexts.of(new Daemon(apps), NOW, past)), NOW);
  }

  private CheckResult check(String yaml) {
    return check(yaml, Past.NONE);
  }

  private static List<String> subjects(CheckResult result) {
    return result.findings().stream().map(Finding::subject).toList();
  }

  @Test
  void allWellIsToldInTheWordsOfTheGuide() {
    with(app("aggregator", "online", Duration.ofHours(53), 3, 5)).with(online("worker"));
    CheckResult result = check("{expect: [aggregator, worker]}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("2 of 2 online");
    assertThat(result.facts().get(0).label()).isEqualTo("aggregator");
    assertThat(result.facts().get(0).text())
        .isEqualTo("online, up 2d 5h, 3 restarts in all, 100MiB, CPU 5%");
  }

  @ParameterizedTest
  @CsvSource({"errored", "stopped", "waiting restart", "stopping", "unknown"})
  void oneThatIsNotOnlineIsAWarning(String status) {
    with(online("aggregator")).with(app("worker", status, DAYS, 0, 0));
    CheckResult result = check("{expect: [aggregator, worker]}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(subjects(result)).containsExactly("worker");
    assertThat(result.findings().get(0).summary()).isEqualTo("worker is " + status);
    assertThat(result.findings().get(0).remedy())
        .contains(
            "pm2 logs worker --lines 100 --nostream", "connection pool", "pm2 restart worker");
  }

  @Test
  void allOfflineIsCritical() {
    with(app("aggregator", "errored", DAYS, 0, 0)).with(app("worker", "stopped", DAYS, 0, 0));
    CheckResult result = check("{expect: [aggregator, worker]}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .contains(tuple("all processes", Severity.CRITICAL), tuple("worker", Severity.WARNING));
    assertThat(result.findings())
        .extracting(Finding::summary)
        .contains("all 2 processes are offline");
  }

  @Test
  void nameThatPm2DoesNotKnowIsNotHealth() {
    with(online("cls-aggregator"));
    CheckResult result = check("{expect: [milo-aggregator]}");
    assertThat(subjects(result)).containsExactlyInAnyOrder("milo-aggregator", "all processes");
    assertThat(result.findings().get(0).remedy())
        .contains("PM2 has cls-aggregator: was it renamed?");
    assertThat(result.facts())
        .extracting(fact -> fact.label() + ": " + fact.text())
        .contains("milo-aggregator: not in PM2's list", "Not named in the check: cls-aggregator");
  }

  @Test
  void oneInstanceOfSeveral() {
    with(online("worker")).with(app("worker", "errored", DAYS, 0, 0)).with(online("gateway"));
    CheckResult result = check("{expect: [worker, gateway]}");
    assertThat(subjects(result)).containsExactly("worker");
    assertThat(result.findings().get(0).summary()).isEqualTo("worker is 1 of 2 online, errored");
    assertThat(result.summary()).isEqualTo("1 of 2 online");
    assertThat(result.measured()).extractingByKey("online").isEqualTo(2L);
  }

  @ParameterizedTest
  @CsvSource({"stopped, OK", "online, OK", "errored, WARNING"})
  void stoppedIsHealthWhereItMayBe(String status, Status expected) {
    with(online("gateway")).with(app("discovery", status, DAYS, 0, 0));
    assertThat(check("{expect: [gateway], stopped: [discovery]}").status()).isEqualTo(expected);
    assertThat(check("{stopped: [discovery]}").status()).isEqualTo(expected);
  }

  @Test
  void stoppedAppThatIsGoneIsTold() {
    with(online("gateway"));
    CheckResult result = check("{expect: [gateway], stopped: [discovery]}");
    assertThat(subjects(result)).containsExactly("discovery");
    assertThat(result.summary()).isEqualTo("1 of 1 online, 0 of 1 that may be stopped are fine");
  }

  @Test
  void withoutNamesAVanishedAppShowsInTheNumber() {
    with(online("gateway"));
    CheckResult result = check("{}", Contexts.left(Map.of("apps", 2), NOW.minusSeconds(1800)));
    assertThat(subjects(result)).containsExactly("number of apps");
    assertThat(result.findings().get(0).summary()).isEqualTo("1 fewer than within the last day");
  }

  @Test
  void launchingMayStillSucceed() {
    with(online("gateway")).with(app("worker", "launching", Duration.ofSeconds(30), 0, 0));
    assertThat(check("{}").findings().get(0).unsettledAt(NOW)).isTrue();
    apps.set(1, app("worker", "launching", Duration.ofSeconds(130), 0, 0));
    assertThat(check("{}").findings().get(0).unsettledAt(NOW)).isFalse();
  }

  /** The samples of one app's counter, this many minutes ago. */
  private static Past counted(String metric, String app, double... minutesAndValues) {
    String subject = app + "#" + app.hashCode();
    return (asked, of, since) ->
        asked.name().equals(metric) && of.equals(subject)
            ? LongStream.range(0, minutesAndValues.length / 2)
                .mapToInt(Math::toIntExact)
                .mapToObj(
                    i ->
                        new Sample(
                            NOW.minus(Duration.ofMinutes((long) minutesAndValues[2 * i])),
                            minutesAndValues[2 * i + 1]))
                .filter(sample -> !sample.at().isBefore(since))
                .toList()
            : List.of();
  }

  /** "gateway 567 restarts" was carried for days as a rate. */
  @Test
  void manyRestartsInAllAreNoRate() {
    with(app("gateway", "online", Duration.ofDays(4), 567, 5));
    CheckResult first = check("{}");
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
    CheckResult second = check("{}", counted("restartCount", "gateway", 60, 567));
    assertThat(second.status()).isEqualTo(Status.OK);
    assertThat(second.facts().get(0).text()).contains("567 restarts (0 in 1h)");
  }

  /** Cron starts a daily job a few seconds earlier or later than the day before. */
  @ParameterizedTest
  @ValueSource(doubles = {24 * 60 - 1, 24 * 60 + 1, 7 * 24 * 60 + 1})
  void aJobThatRunsSeldomKnowsRestartsToo(double minutes) {
    with(app("gateway", "online", Duration.ofDays(40), 567 + 24 * 7 * 30, 5));
    CheckResult result = check("{}", counted("restartCount", "gateway", minutes, 567));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.facts().get(0).text()).contains(" per hour over ");
  }

  @ParameterizedTest
  @CsvSource({"105, OK", "106, WARNING", "120, WARNING", "121, CRITICAL"})
  void restartsPerHourDecide(long total, Status status) {
    with(app("gateway", "online", DAYS, total, 5));
    CheckResult result = check("{}", counted("restartCount", "gateway", 120, 0, 60, 100, 30, 102));
    assertThat(result.status()).isEqualTo(status);
  }

  @Test
  void resetIsNoNegativeRate() {
    with(app("gateway", "online", DAYS, 2, 5));
    CheckResult result = check("{}", counted("restartCount", "gateway", 60, 100, 30, 103));
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
    with(app("gateway", "online", Duration.ofMinutes(up), restarts, 5));

    CheckResult result = check("{uptime: off}", counted("restartCount", "gateway", 30, 567));

    assertThat(result.status()).as("%s", result).isEqualTo(status);
    assertThat(result.facts().get(0).text()).contains(told);
    assertThat(result.findings()).allMatch(it -> it.unsettledAt(NOW) == (restarts == 0));
    assertThat(result.measured().containsKey("restarts")).isEqualTo(status != Status.UNKNOWN);
  }

  @Test
  void anHourWithAResetInItIsToldAsAtLeast() {
    with(app("gateway", "online", Duration.ofMinutes(20), 3, 5));
    CheckResult result = check("{uptime: off}", counted("restartCount", "gateway", 60, 567, 30, 1));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("3 restarts (at least 3 in 1h)");
  }

  @ParameterizedTest
  @CsvSource({"40, UNKNOWN", "61, OK"})
  void aResetBeforeTheFirstRunIsSaidToo(long up, Status status) {
    Pm2App app = app("gateway", "online", Duration.ofMinutes(up), 0, 5);
    with(
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
    assertThat(check("{uptime: off}").status()).isEqualTo(status);
    assertThat(check("{uptime: off, restarts: off}").status()).isEqualTo(Status.OK);
  }

  /** The escalation form looks for the log of the process that a finding is about. */
  @Test
  void eachFindingOfAProcessNamesIt() {
    Pm2App app = app("gateway", "online", Duration.ofMinutes(20), 99, 100);
    with(
        new Pm2App(
            "gateway",
            app.id(),
            "online",
            app.startedAt(),
            app.restarts(),
            false,
            OptionalLong.of(5000 * MIB),
            app.cpu(),
            Optional.empty(),
            true));
    CheckResult result =
        check(
            "{}",
            (metric, subject, since) ->
                List.of(
                    new Sample(NOW.minusSeconds(900), metric.name().equals("cpuNow") ? 99 : 1)));
    assertThat(subjects(result))
        .containsExactlyInAnyOrder(
            "gateway restarts", "gateway memory", "gateway cpu", "gateway uptime");
    assertThat(result.findings())
        .allSatisfy(finding -> assertThat(finding.evidence()).containsEntry("process", "gateway"));
  }

  /** What upkeep did to the source, after an earlier sample of PM2's count. */
  private static Past upkept(long before, Duration ago) {
    Instant at = NOW.minus(Duration.ofHours(1));
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        return metric.equals(ProcessesCheck.RESTART_COUNT)
            ? List.of(new Sample(at, before))
            : List.of();
      }

      @Override
      public List<Upkeep> upkeep(Instant since) {
        return List.of(
            new Upkeep(
                "restart", "gateway", NOW.minus(ago), Optional.of(NOW.minus(ago.minusSeconds(9)))),
            new Upkeep("vacuum", "gateway", NOW.minus(ago), Optional.empty()),
            new Upkeep("restart", "worker", NOW.minus(ago), Optional.empty()));
      }
    };
  }

  @Test
  void ourOwnRestartIsNoCrashAndNoShortUptime() {
    with(app("gateway", "online", Duration.ofMinutes(19), 568, 5));
    Past past = upkept(567, Duration.ofMinutes(20));

    CheckResult ours = check("restarts: {warning: '>0'}", past);

    // It takes a moment until the process is up.
    assertThat(ours.findings()).extracting(Finding::subject).containsExactly("gateway uptime");
    apps.clear();
    with(app("gateway", "online", Duration.ofSeconds(1195), 568, 5));
    ours = check("restarts: {warning: '>0'}", past);
    assertThat(ours.status()).as("%s", ours).isEqualTo(Status.OK);
    assertThat(ours.facts().get(0).text())
        .contains("since its restart by upkeep", "568 restarts (0 in 1h)");
  }

  @Test
  void aCrashAfterOurOwnRestartIsACrash() {
    with(app("gateway", "online", Duration.ofMinutes(5), 570, 5));
    CheckResult result = check("restarts: {warning: '>1'}", upkept(567, Duration.ofMinutes(20)));

    assertThat(subjects(result)).containsExactlyInAnyOrder("gateway restarts", "gateway uptime");
    assertThat(result.facts().get(0).text()).contains("570 restarts (2 in 1h)");
  }

  /** PM2 renews the time of creation at each {@code pm2 restart}, and goes on counting. */
  private static Pm2App restartedByCommand(long restarts) {
    return new Pm2App(
        "gateway",
        "gateway".hashCode(),
        "online",
        Optional.of(NOW.minusSeconds(110)),
        OptionalLong.of(restarts),
        false,
        OptionalLong.of(MIB),
        OptionalDouble.of(0),
        Optional.empty(),
        true);
  }

  @Test
  void oneRestartByCommandIsOneAndNotAllThereEverWere() {
    with(restartedByCommand(568));

    CheckResult result = check("{uptime: off}", counted("restartCount", "gateway", 60, 567));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("568 restarts (1 in 1h)");
  }

  @Test
  void minutesAfterOurOwnRestartItIsNoCrashEither() {
    with(restartedByCommand(568));

    CheckResult result =
        check("{uptime: off, restarts: {warning: '>0'}}", upkept(567, Duration.ofMinutes(2)));

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).contains("568 restarts (0 in 1h)");
  }

  @Test
  void howManyAreOfTheLastHourIsNotKnownBeforeTheSecondRun() {
    with(restartedByCommand(30));
    CheckResult first = check("{uptime: off}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.measured()).doesNotContainKey("restarts");

    CheckResult second = check("{uptime: off}", counted("restartCount", "gateway", 10, 0));
    assertThat(second.status()).isEqualTo(Status.CRITICAL);
    assertThat(second.findings().get(0).summary()).isEqualTo("gateway was restarted: 30 in 10m");
    assertThat(second.findings().get(0).remedy())
        .contains(
            "pm2 logs gateway --lines 500 --nostream", "rate limiting", "git log --oneline -5");
  }

  @ParameterizedTest
  @CsvSource({"3072, OK", "3073, WARNING", "4096, WARNING", "4097, CRITICAL"})
  void memoryOfTheLargestInstance(long mebibytes, Status status) {
    Pm2App small = online("worker");
    with(small)
        .with(
            new Pm2App(
                "worker",
                8,
                "online",
                small.startedAt(),
                small.restarts(),
                false,
                OptionalLong.of(mebibytes * MIB),
                small.cpu(),
                small.cron(),
                true));
    CheckResult result = check("{}");
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.measured()).containsEntry("memory", Map.of("worker", mebibytes * MIB));
  }

  @Test
  void oneBusyMomentIsNotSustained() {
    with(app("aggregator", "online", DAYS, 0, 100));
    CheckResult first = check("{}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings().get(0).unsettledAt(NOW)).isTrue();
    assertThat(check("{}", counted("cpuNow", "aggregator", 30, 8)).status()).isEqualTo(Status.OK);
    assertThat(check("{}", counted("cpuNow", "aggregator", 30, 100, 5, 20)).status())
        .isEqualTo(Status.OK);
    CheckResult third = check("{}", counted("cpuNow", "aggregator", 90, 3, 30, 98, 5, 99));
    assertThat(third.findings())
        .extracting(Finding::summary)
        .containsExactly("aggregator is at 98% of a core or more for at least 10 minutes");
  }

  /** A restarted aggregator shows 100 %. */
  @Test
  void whatHasJustStartedMayBeBusy() {
    with(app("aggregator", "online", Duration.ofMinutes(6), 0, 100));
    assertThat(subjects(check("{}", counted("cpuNow", "aggregator", 30, 100))))
        .containsExactly("aggregator uptime");
  }

  @Test
  void shortUptimeIsAWarning() {
    with(app("gateway", "online", Duration.ofMinutes(359), 0, 5));
    CheckResult result = check("{}");
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly("gateway was started 5h 59m ago");
    assertThat(check("{uptime: off}").status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:00:03Z, OK",
    "2026-11-21T11:00:03Z, OK",
    "2026-11-21T10:00:03Z, WARNING"
  })
  void appOfAScheduleIsJudgedByItsLastStart(Instant started, Status status) {
    with(online("gateway")).with(byCron("cls-discovery", "stopped", "0 * * * *", started));
    CheckResult result = check("{zone: UTC}");
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.summary()).isEqualTo("1 of 1 online, 1 of 1 that may be stopped are fine");
    assertThat(check("{expect: [gateway, cls-discovery], zone: UTC}").status()).isEqualTo(status);
  }

  @Test
  void overdueAppIsTold() {
    with(byCron("publisher", "stopped", "5 */4 * * *", Instant.parse("2026-11-21T04:05:00Z")));
    assertThat(check("{zone: UTC}").findings())
        .extracting(Finding::summary)
        .containsExactly(
            "publisher should have been started 4h 5m ago (5 */4 * * *); last started 04:05 UTC");
  }

  @Test
  void scheduleOfSixFieldsAndOneThatNobodyReads() {
    with(byCron("a", "stopped", "0 0 * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(check("{zone: UTC}").status()).isEqualTo(Status.OK);
    apps.set(0, byCron("a", "stopped", "*/7 * * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(check("{zone: UTC}").status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void failedAppOfAScheduleIsTold() {
    with(byCron("a", "errored", "0 * * * *", Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(subjects(check("{zone: UTC}"))).containsExactly("a");
  }

  @Test
  void whatPm2DoesNotTellIsUnknownBesideTheRest() {
    with(app("gateway", "online", Duration.ofHours(1), 0, 5))
        .with(
            new Pm2App(
                "odd",
                1,
                "online",
                Optional.empty(),
                OptionalLong.empty(),
                false,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                true));
    CheckResult result = check("{}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactlyInAnyOrder(
            tuple("gateway uptime", Severity.WARNING),
            tuple("odd memory", Severity.UNKNOWN),
            tuple("odd restarts", Severity.UNKNOWN));
  }

  @Test
  void nameIsOneWordOfAShell() {
    with(online("gateway")).with(app("it's $HOME", "errored", DAYS, 0, 0));
    assertThat(check("{}").findings().get(0).remedy()).contains("pm2 restart 'it'\\''s $HOME'");
  }

  @Test
  void emptyPm2IsNotHealth() {
    CheckResult result = check("{expect: [gateway]}");
    assertThat(result.findings())
        .extracting(Finding::severity)
        .contains(Severity.CRITICAL, Severity.WARNING);
  }

  @Test
  void nothingAtAllToWatchIsUnknown() {
    assertThat(check("{}").status()).isEqualTo(Status.UNKNOWN);
  }
}
