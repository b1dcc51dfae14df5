package io.gapwatch.agent.probe.process;

import static io.gapwatch.agent.probe.process.Daemon.DAYS;
import static io.gapwatch.agent.probe.process.Daemon.NOW;
import static io.gapwatch.agent.probe.process.Daemon.app;
import static io.gapwatch.agent.probe.process.Daemon.online;
import static io.gapwatch.agent.probe.process.Daemon.subjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which apps are online. */
class ProcessesCheckTest {
  private static final Map<String, Object> TWO =
      Map.of("apps", 2, "offline", Map.of("gateway", 0, "two", 0));

  private final Daemon pm2 = new Daemon();

  @Test
  void allWellIsToldInTheWordsOfTheGuide() {
    pm2.with(app("aggregator", "online", Duration.ofHours(53), 3, 5)).with(online("worker"));
    CheckResult result = pm2.check("{expect: [aggregator, worker]}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("2 of 2 online");
    assertThat(result.facts().get(0).label()).isEqualTo("aggregator");
    assertThat(result.facts().get(0).text())
        .isEqualTo("online, up 2d 5h, 3 restarts in all, 100MiB, CPU 5%");
  }

  @ParameterizedTest
  @CsvSource({"errored", "stopped", "waiting restart", "stopping", "unknown"})
  void oneThatIsNotOnlineIsAWarning(String status) {
    pm2.with(online("aggregator")).with(app("worker", status, DAYS, 0, 0));
    CheckResult result = pm2.check("{expect: [aggregator, worker]}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(subjects(result)).containsExactly("worker");
    assertThat(result.findings().get(0).summary()).isEqualTo("worker is " + status);
    assertThat(result.findings().get(0).remedy())
        .contains(
            "pm2 logs worker --lines 100 --nostream", "connection pool", "pm2 restart worker");
  }

  @Test
  void allOfflineIsCritical() {
    pm2.with(app("aggregator", "errored", DAYS, 0, 0)).with(app("worker", "stopped", DAYS, 0, 0));
    CheckResult result = pm2.check("{expect: [aggregator, worker]}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .contains(tuple("all processes", Severity.CRITICAL), tuple("worker", Severity.WARNING));
    assertThat(result.findings())
        .extracting(Finding::summary)
        .contains("all 2 processes are offline");
  }

  @Test
  void nameThatPm2DoesNotKnowIsNotHealth() {
    pm2.with(online("cls-aggregator"));
    CheckResult result = pm2.check("{expect: [milo-aggregator]}");
    assertThat(subjects(result)).containsExactlyInAnyOrder("milo-aggregator", "all processes");
    assertThat(result.findings().get(0).remedy())
        .contains("PM2 has cls-aggregator: was it renamed?");
    assertThat(result.facts())
        .extracting(fact -> fact.label() + ": " + fact.text())
        .contains("milo-aggregator: not in PM2's list", "Not named in the check: cls-aggregator");
  }

  @Test
  void oneInstanceOfSeveral() {
    pm2.with(online("worker")).with(app("worker", "errored", DAYS, 0, 0)).with(online("gateway"));
    CheckResult result = pm2.check("{expect: [worker, gateway]}");
    assertThat(subjects(result)).containsExactly("worker");
    assertThat(result.findings().get(0).summary()).isEqualTo("worker is 1 of 2 online, errored");
    assertThat(result.summary()).isEqualTo("1 of 2 online");
    assertThat(result.measured()).extractingByKey("online").isEqualTo(2L);
  }

  @ParameterizedTest
  @CsvSource({"stopped, OK", "online, OK", "errored, WARNING"})
  void stoppedIsHealthWhereItMayBe(String status, Status expected) {
    pm2.with(online("gateway")).with(app("discovery", status, DAYS, 0, 0));
    assertThat(pm2.check("{expect: [gateway], stopped: [discovery]}").status()).isEqualTo(expected);
    assertThat(pm2.check("{stopped: [discovery]}").status()).isEqualTo(expected);
  }

  @Test
  void stoppedAppThatIsGoneIsTold() {
    pm2.with(online("gateway"));
    CheckResult result = pm2.check("{expect: [gateway], stopped: [discovery]}");
    assertThat(subjects(result)).containsExactly("discovery");
    assertThat(result.summary()).isEqualTo("1 of 1 online, 0 of 1 that may be stopped are fine");
  }

  /** Others that are new put nothing right, and a daily run is not a day after the one before. */
  @Test
  void withoutNamesAVanishedAppIsKnownFromEarlierRuns() {
    pm2.with(online("gateway")).with(online("three"));
    CheckResult result =
        pm2.check("{}", Contexts.left(TWO, NOW.minus(Duration.ofDays(1)).minusSeconds(2)));
    assertThat(subjects(result)).containsExactly("two");
    assertThat(result.findings().get(0).summary())
        .isEqualTo("PM2 no longer has two; it had it at 2026-11-20 12:09 UTC");
  }

  /** On the night when clocks are put back a daily run is 25 hours after the one before. */
  @Test
  void aDayMayHave25Hours() {
    pm2.with(online("gateway"));
    CheckResult result =
        pm2.check("{}", Contexts.left(TWO, NOW.minus(Duration.ofHours(25)).minusSeconds(3)));
    assertThat(subjects(result)).containsExactly("two");
  }

  @Test
  void aSeldomJobRemembersFromOneRunToTheNext() {
    pm2.with(online("gateway"));
    Duration pause = Duration.ofDays(2);
    ProbeContext context =
        Contexts.of(pm2, NOW, Contexts.left(TWO, NOW.minus(pause).minusSeconds(3)));
    ProcessesCheck type = new ProcessesCheck();
    assertThat(subjects(Judged.of(type, "{}", context))).isEmpty();
    CheckResult seldom = Judged.of(type, "{}", Contexts.due(pause, context));
    assertThat(subjects(seldom)).containsExactly("two");
    assertThat(seldom.facts()).contains(new Fact("two", "gone within the last 2d"));
  }

  /** That a day has passed proves nothing: it is closed, and nobody is told that it is well. */
  @Test
  void whatIsForgottenIsNotResolved() {
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{}");
    pm2.with(online("gateway"))
        .with(instance("web", 1))
        .with(instance("web", 2))
        .with(online("two"));
    runs.run(pm2, NOW);
    pm2.apps().subList(2, 4).clear();
    Run gone = runs.run(pm2, NOW.plus(Duration.ofHours(1)));
    assertThat(gone.told(Kind.OPENED)).containsExactly("two", "web instances");
    assertThat(gone.result().findings().get(1).summary())
        .isEqualTo("web has 1 instance, and had 2 within the last day");
    Instant later = NOW.plus(Duration.ofHours(27));
    Run forgotten = runs.run(pm2, later);
    assertThat(forgotten.told(Kind.CLOSED)).containsExactly("two", "web instances");
    assertThat(forgotten.result().status()).isEqualTo(Status.OK);
  }

  /** The new beside the old for a moment, while it is deployed. */
  @Test
  void whatOneRunAloneSawIsNotMissed() {
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{}");
    pm2.with(online("gateway")).with(instance("web", 1));
    runs.run(pm2, NOW.minusSeconds(600));
    pm2.with(instance("web", 2)).with(online("web-migration"));
    runs.run(pm2, NOW);
    pm2.apps().subList(2, 4).clear();
    Run after = runs.run(pm2, NOW.plusSeconds(600));
    assertThat(after.result().status()).isEqualTo(Status.OK);
    assertThat(after.result().measured()).containsEntry("vanished", 0L);
  }

  /** Longer than anything is remembered. */
  @Test
  void aPausePutsNothingRight() {
    FollowedRuns runs = scaledDown();
    Instant later = NOW.plus(Duration.ofDays(5));
    assertThat(runs.run(pm2, later).told(Kind.CLOSED)).containsExactly("two", "web instances");
  }

  /** Two of three are no proof when nobody remembers that there were three. */
  @Test
  void someThatAreBackPutNothingRight() {
    FollowedRuns runs = scaledDown();
    pm2.with(instance("web", 2)).with(online("two"));
    Instant later = NOW.plus(Duration.ofDays(1));
    runs.run(pm2, later);
    assertThat(runs.run(pm2, later.plusSeconds(600)).told(Kind.RESOLVED)).containsExactly("two");
    Run forgotten = runs.run(pm2, NOW.plus(Duration.ofHours(27)));
    assertThat(forgotten.told(Kind.CLOSED)).containsExactly("web instances");
  }

  @Test
  void someThatAreBackWhenOthersAreForgottenPutNothingRight() {
    FollowedRuns runs = scaledDown();
    pm2.with(instance("web", 2));
    Instant later = NOW.plus(Duration.ofHours(27));
    assertThat(runs.run(pm2, later).told(Kind.CLOSED)).containsExactly("two", "web instances");
  }

  /** Two runs with three of web and with two, and an hour later one of web alone. */
  private FollowedRuns scaledDown() {
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{}");
    pm2.with(online("gateway")).with(instance("web", 1));
    List<Pm2App> left = List.copyOf(pm2.apps());
    pm2.with(instance("web", 2)).with(instance("web", 3)).with(online("two"));
    runs.run(pm2, NOW.minusSeconds(600));
    runs.run(pm2, NOW);
    pm2.apps().retainAll(left);
    assertThat(runs.run(pm2, NOW.plus(Duration.ofHours(1))).told(Kind.OPENED))
        .containsExactly("two", "web instances");
    return runs;
  }

  /** Earlier versions told of all apps together; now each is told by its own name. */
  @Test
  void whatWasToldOfAllAppsTogetherEndsWithTheLastOfThem() {
    pm2.with(online("gateway"));
    Map<String, Object> before = Map.of("apps", 2, "offline", Map.of("gateway", 0, "two", 0));
    CheckResult known = pm2.check("{}", Contexts.left(before, NOW.minusSeconds(600)));
    assertThat(known.covered().unread("number of apps", Place.WHOLE)).isPresent();
    assertThat(known.covered().withinReach("number of apps", Place.WHOLE)).isTrue();
    CheckResult forgotten = pm2.check("{}");
    assertThat(forgotten.covered().unread("number of apps", Place.WHOLE)).isPresent();
    assertThat(forgotten.covered().withinReach("number of apps", Place.WHOLE)).isFalse();
  }

  @Test
  void whatIsBackIsResolved() {
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), "{}");
    pm2.with(online("gateway"))
        .with(instance("web", 1))
        .with(instance("web", 2))
        .with(online("two"));
    List<Pm2App> all = List.copyOf(pm2.apps());
    runs.run(pm2, NOW);
    pm2.apps().subList(2, 4).clear();
    runs.run(pm2, NOW.plus(Duration.ofDays(1)));
    pm2.apps().clear();
    pm2.apps().addAll(all);
    runs.run(pm2, NOW.plus(Duration.ofDays(2)));
    assertThat(runs.run(pm2, NOW.plus(Duration.ofDays(2).plusMinutes(9))).told(Kind.RESOLVED))
        .containsExactly("two", "web instances");
  }

  private static Pm2App instance(String name, long id) {
    Pm2App one = online(name);
    return new Pm2App(
        name,
        id,
        one.status(),
        one.startedAt(),
        one.restarts(),
        false,
        one.memory(),
        one.cpu(),
        one.cron(),
        true);
  }

  @Test
  void launchingMayStillSucceed() {
    pm2.with(online("gateway")).with(app("worker", "launching", Duration.ofSeconds(30), 0, 0));
    assertThat(pm2.check("{}").findings().get(0).unsettledAt(NOW)).isTrue();
    pm2.apps().set(1, app("worker", "launching", Duration.ofSeconds(130), 0, 0));
    assertThat(pm2.check("{}").findings().get(0).unsettledAt(NOW)).isFalse();
  }

  @Test
  void nameIsOneWordOfAShell() {
    pm2.with(online("gateway")).with(app("it's $HOME", "errored", DAYS, 0, 0));
    assertThat(pm2.check("{}").findings().get(0).remedy()).contains("pm2 restart 'it'\\''s $HOME'");
  }

  @Test
  void emptyPm2IsNotHealth() {
    CheckResult result = pm2.check("{expect: [gateway]}");
    assertThat(result.findings())
        .extracting(Finding::severity)
        .contains(Severity.CRITICAL, Severity.WARNING);
  }

  @Test
  void nothingAtAllToWatchIsUnknown() {
    assertThat(pm2.check("{}").status()).isEqualTo(Status.UNKNOWN);
  }
}
