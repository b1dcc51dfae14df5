package io.gapwatch.agent.probe.cache;

import static io.gapwatch.agent.probe.cache.JudgedRedis.NOW;
import static io.gapwatch.agent.probe.cache.JudgedRedis.check;
import static io.gapwatch.agent.probe.cache.JudgedRedis.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.redis.Answers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queues that a restart emptied. */
class EmptiedTest {
  /** What is gone was not worked off. */
  @Test
  void aQueueThatARestartEmptiedHasNotRecovered() {
    String restarted =
        healthy()
            .replace(
                "uptime_in_seconds:864000",
                "uptime_in_seconds:60\r\naof_enabled:0\r\nrdb_last_load_keys_loaded:0");
    Map<String, String> answers =
        Map.of("PING", "PONG", "INFO", restarted, "DBSIZE", "1", "TYPE jobs", "none");
    String yaml = "{answerTime: off, lists: [jobs], length: {critical: '>100'}}";
    Past past = Contexts.left(Map.of("length", Map.of("jobs", 500)), NOW.minusSeconds(600));

    CheckResult gone = check(new Answers(answers), yaml, past);
    assertThat(gone.findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.summary())
                    .isEqualTo(
                        "could not be checked: what was in it before (500) is gone: the server was"
                            + " restarted, and loaded nothing"));
    assertThat(gone.covered().unread("jobs", Place.of("jobs"))).isPresent();
    assertThat(gone.covered().withinReach("jobs", Place.of("jobs")))
        .as("closed, not resolved")
        .isFalse();

    Past next = Contexts.left(gone.measured(), NOW.minusSeconds(30));
    CheckResult later = check(new Answers(answers), yaml, next);
    assertThat(later.status()).as("told once").isEqualTo(Status.OK);
    assertThat(later.covered().withinReach("jobs", Place.of("before the restart"))).isFalse();

    for (String fine :
        List.of(
            restarted.replace("loaded:0", "loaded:7"),
            restarted.replace("aof_enabled:0", "aof_enabled:1"),
            healthy())) {
      Map<String, String> well = new java.util.HashMap<>(answers);
      well.put("INFO", fine);
      assertThat(check(new Answers(well), yaml, past).status()).isEqualTo(Status.OK);
    }
  }
}
