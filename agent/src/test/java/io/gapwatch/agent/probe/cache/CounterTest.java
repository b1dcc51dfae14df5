package io.gapwatch.agent.probe.cache;

import static io.gapwatch.agent.probe.cache.JudgedRedis.NOW;
import static io.gapwatch.agent.probe.cache.JudgedRedis.check;
import static io.gapwatch.agent.probe.cache.JudgedRedis.facts;
import static io.gapwatch.agent.probe.cache.JudgedRedis.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.redis.Answers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that a server counts from its start. */
class CounterTest {
  @Test
  void countersInAllAreNoRate() {
    CheckResult first = check(info(0, "allkeys-lru", 5000, 3), Past.NONE);
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings())
        .extracting(Finding::subject)
        .containsExactly("keys evicted", "connections rejected");
    assertThat(first.findings()).allMatch(finding -> finding.unsettledAt(NOW));
    Past past =
        Contexts.left(Map.of("evictedTotal", 5000, "rejectedTotal", 1), NOW.minusSeconds(3600));
    CheckResult second = check(info(0, "allkeys-lru", 5000, 3), past);
    assertThat(second.findings())
        .extracting(Finding::summary)
        .containsExactly("connections rejected: 2 in 1h");
  }

  @Test
  void fewInAllAreFewPerHour() {
    CheckResult first = check(info(0, "allkeys-lru", 1000, 0), Past.NONE);
    assertThat(first.status()).isEqualTo(Status.OK);
    assertThat(facts(first))
        .contains("Keys evicted: 1,000 in all", "Connections rejected: 0 in all");
  }

  @Test
  void whatNobodyJudgesIsNeverUnknown() {
    Answers server =
        new Answers(Map.of("PING", "PONG", "INFO", info(0, "allkeys-lru", 5000, 3), "DBSIZE", "0"));
    assertThat(
            check(server, "{answerTime: off, evictions: off, rejected: off}", Past.NONE).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void serverThatWasRestartedCountsFromItsStart() {
    String info = info(0, "allkeys-lru", 1500, 0).replace(":864000", ":600");
    Past past = Contexts.left(Map.of("evictedTotal", 1400), NOW.minusSeconds(3600));
    assertThat(check(info, past).findings())
        .extracting(Finding::summary)
        .containsExactly("keys evicted: 1,500 in 10m");
    assertThat(facts(check(info, Past.NONE))).contains("Keys evicted: 1,500 in 10m");
  }

  /** {@code CONFIG RESETSTAT}: what had come before is lost, and no tick. */
  @Test
  void countersThatWereResetAreNotKnown() {
    CheckResult result =
        check(
            info(0, "allkeys-lru", 5, 0),
            Contexts.left(Map.of("evictedTotal", 1400), NOW.minusSeconds(3600)));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("keys evicted");
              assertThat(finding.summary()).contains("at least 5 in 1h; the counters were reset");
              assertThat(finding.unsettledAt(NOW)).as("nobody is woken by it").isTrue();
            });
    assertThat(result.measured()).doesNotContainKey("evictions");
  }
}
