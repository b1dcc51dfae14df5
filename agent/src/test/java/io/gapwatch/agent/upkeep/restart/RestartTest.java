package io.gapwatch.agent.upkeep.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.Upkept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Restarts of apps, of which a PM2 that the test scripts makes what it will. */
class RestartTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

  private static final String VERIFY = "verify: {steady: 10s, within: 2m, check: health}";

  private final ScriptedPm2 daemon = new ScriptedPm2(NOW);

  private final Upkept upkept =
      new Upkept().left(() -> Duration.ofHours(1).minus(daemon.elapsed)).pausing(daemon::pass);

  private CheckResult restart(String yaml) {
    return upkept.act(new RestartAction(), yaml, Optional.of(daemon), NOW);
  }

  private static String fact(CheckResult result, String label) {
    return result.facts().stream()
        .filter(fact -> fact.label().equals(label))
        .map(Fact::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void oneAfterAnotherEachProvenBeforeTheNext() {
    daemon.online("a", "b", "c");
    CheckResult result = restart("{only: [c, a], " + VERIFY + "}");

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(daemon.restarted).containsExactly("c", "a");
    assertThat(daemon.elapsed).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(upkept.written())
        .extracting(line -> line.replaceAll(",.*", ""))
        .containsExactly("c begins", "c done: well", "a begins", "a done: well");
  }

  @Test
  void oneThatDoesNotComeBackStopsTheRest() {
    daemon.online("a", "b");
    daemon.becomes.put("a", "errored");
    CheckResult result = restart(VERIFY);

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(daemon.restarted).containsExactly("a");
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly(
            "a is not well after its restart: it is errored",
            "not restarted, because a is not well: b");
  }

  @Test
  void whatIsNotProvenWellIsNotFoundWell() {
    daemon.online("a", "c");
    daemon.becomes.put("a", "errored");
    assertThat(isLookedAt(restart(VERIFY), "c")).as("not reached").isFalse();

    daemon.online("b");
    CheckResult next = restart(VERIFY);
    assertThat(next.findings()).as("%s", next).isEmpty();
    assertThat(isLookedAt(next, "a")).as("errored since our restart").isFalse();
    assertThat(isLookedAt(next, "b")).as("restarted, and well").isTrue();
    assertThat(isLookedAt(restart("{except: [a], " + VERIFY + "}"), "a"))
        .as("excepted by its owner")
        .isTrue();
    daemon.apps.remove("a");
    assertThat(isLookedAt(restart(VERIFY), "a")).as("PM2 has it no longer").isTrue();
  }

  private static boolean isLookedAt(CheckResult result, String subject) {
    return result.covered().unread(subject, Place.WHOLE).isEmpty();
  }

  @Test
  void oneThatHangsWhileLaunchingIsNotWellInTheEnd() {
    daemon.online("a");
    daemon.becomes.put("a", "launching");
    CheckResult result = restart(VERIFY);

    assertThat(fact(result, "a")).isEqualTo("NOT well after its restart: it is launching");
    assertThat(daemon.elapsed).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(121));
  }

  @Test
  void oneBetweenItsEndAndItsNextStartIsAskedForAgain() {
    daemon.online("a");
    daemon.becomes.put("a", "stopped");
    daemon.meanwhile =
        () -> daemon.apps.put("a", new ScriptedPm2.App("errored", NOW, 21, Optional.empty()));
    assertThat(fact(restart(VERIFY), "a"))
        .isEqualTo("NOT well after its restart: it restarts again and again: 16 times since");
  }

  @Test
  void oneThatStaysStoppedIsNotWell() {
    daemon.online("a");
    daemon.becomes.put("a", "stopped");
    assertThat(fact(restart(VERIFY), "a")).isEqualTo("NOT well after its restart: it is stopped");
  }

  @Test
  void theNamedCheckMustBecomeOk() {
    daemon.online("a", "b");
    upkept.check(
        () ->
            new ActionContext.Answer(
                daemon.elapsed.compareTo(Duration.ofSeconds(30)) > 0, "answered 503"));
    assertThat(restart("{only: [a], " + VERIFY + "}").status()).isEqualTo(Status.OK);

    upkept.check(() -> new ActionContext.Answer(false, "answered 503"));
    assertThat(fact(restart("{only: [b], " + VERIFY + "}"), "b"))
        .isEqualTo("NOT well after its restart: check health: answered 503");
  }

  @Test
  void whatIsNotOnlineOrRunsByScheduleIsLeft() {
    daemon.online("excepted", "well");
    daemon.apps.put("stopped", new ScriptedPm2.App("stopped", NOW, 0, Optional.empty()));
    daemon.apps.put("errored", new ScriptedPm2.App("errored", NOW, 0, Optional.empty()));
    daemon.apps.put("nightly", new ScriptedPm2.App("online", NOW, 0, Optional.of("0 0 * * *")));
    CheckResult result = restart("{except: [excepted], " + VERIFY + "}");

    assertThat(daemon.restarted).containsExactly("well");
    assertThat(fact(result, "stopped")).isEqualTo("left as it is: it is stopped, not online");
    assertThat(fact(result, "errored")).isEqualTo("left as it is: it is errored, not online");
    assertThat(fact(result, "nightly")).isEqualTo("left as it is: PM2 starts it by schedule");
    assertThat(fact(result, "excepted")).isEqualTo("left as it is: excepted");
  }

  @Test
  void whatAKilledRunHasDoneIsNotDoneAgain() {
    daemon.online("done", "begun", "not-yet", "next");
    long start = NOW.minus(Duration.ofDays(3)).toEpochMilli();
    upkept
        .interrupted("done", "0=1", Optional.of(true))
        .interrupted("begun", "1=1", Optional.empty())
        .interrupted("not-yet", "2=" + start, Optional.empty());
    CheckResult result = restart(VERIFY);

    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(daemon.restarted).containsExactly("not-yet", "next");
    assertThat(fact(result, "done"))
        .isEqualTo("left as it is: restarted by a run that was killed later");
    assertThat(fact(result, "begun"))
        .startsWith("was restarted by a run that was killed; well after ");
  }

  @Test
  void whatAKilledRunBrokeIsToldAndWhatSomebodyStoppedStaysStopped() {
    daemon.online("next");
    daemon.apps.put("broken", new ScriptedPm2.App("errored", NOW, 9, Optional.empty()));
    daemon.apps.put("stopped", new ScriptedPm2.App("stopped", NOW, 9, Optional.empty()));
    upkept
        .interrupted("broken", "1=1", Optional.empty())
        .interrupted("stopped", "2=1", Optional.empty());
    CheckResult result = restart("{only: [stopped, broken, next], " + VERIFY + "}");

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(fact(result, "broken")).isEqualTo("NOT well after its restart: it is errored");
    assertThat(fact(result, "stopped")).isEqualTo("left as it is: it is stopped, not online");
    assertThat(daemon.restarted).isEmpty();
  }

  @Test
  void aPm2WithoutAppsIsTheWrongOne() {
    CheckResult result = restart("{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).remedy()).contains("root's PM2 is another one");
  }

  @Test
  void aMistypedExceptionIsTold() {
    daemon.online("discovery");
    CheckResult result = restart("{except: [discovry], " + VERIFY + "}");

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).remedy()).contains("correct except in the upkeep");
  }

  @Test
  void dryRunAndDeadlineRestartNothing() {
    daemon.online("a");
    assertThat(restart("only: [a, nowhere]").findings())
        .extracting(Finding::summary)
        .containsExactly("PM2 does not have nowhere");
    daemon.restarted.clear();

    assertThat(new Upkept().dryRun().act(new RestartAction(), "{}", Optional.of(daemon), NOW))
        .extracting(CheckResult::summary)
        .isEqualTo("would restart 1 process");
    CheckResult late =
        new Upkept()
            .left(() -> Duration.ZERO)
            .act(new RestartAction(), "{}", Optional.of(daemon), NOW);
    assertThat(late.status()).isEqualTo(Status.WARNING);
    assertThat(late.findings())
        .extracting(Finding::summary)
        .containsExactly("not restarted, because the deadline passed: a");
    assertThat(daemon.restarted).isEmpty();
  }
}
