package io.gapwatch.agent.probe.cache;

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
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.redis.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what servers are known to answer. */
class RedisCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String INFO =
      """
      # Server
      uptime_in_seconds:864000
      # Clients
      connected_clients:40
      maxclients:10000
      # Memory
      used_memory:1048576
      maxmemory:%s
      maxmemory_policy:%s
      # Persistence
      rdb_last_bgsave_status:ok
      rdb_changes_since_last_save:12
      aof_last_bgrewrite_status:ok
      aof_last_write_status:ok
      # Stats
      evicted_keys:%s
      rejected_connections:%s
      # Replication
      role:master
      connected_slaves:0
      """
          .replace("\n", "\r\n");

  private static String info(long most, String policy, long evicted, long rejected) {
    return INFO.formatted(most, policy, evicted, rejected);
  }

  private static String healthy() {
    return info(0, "noeviction", 0, 0);
  }

  private static CheckResult check(Session redis, String yaml, Past past) {
    RedisCheck type = new RedisCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("c", type.type(), "cache", "T", type.metrics().limits(settings));
    return new Judge().judge(check, type.probe(settings).ask(Contexts.of(redis, NOW, past)), NOW);
  }

  private static CheckResult check(String info, Past past) {
    return check(
        new Answers(Map.of("PING", "PONG", "INFO", info, "DBSIZE", "1234")),
        "{answerTime: off}",
        past);
  }

  private static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }

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
    assertThat(gone.covered().withinReach(Place.of("jobs"))).as("closed, not resolved").isFalse();

    Past next = Contexts.left(gone.measured(), NOW.minusSeconds(30));
    CheckResult later = check(new Answers(answers), yaml, next);
    assertThat(later.status()).as("told once").isEqualTo(Status.OK);
    assertThat(later.covered().withinReach(Place.of("before the restart"))).isFalse();

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

  /** samber/awesome-prometheus-alerts PR 410: used/max is infinite. */
  @Test
  void serverWithoutLimitHasNoShare() {
    CheckResult result = check(healthy(), Past.NONE);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.measured()).doesNotContainKey("memory").containsEntry("keys", 1234L);
    assertThat(facts(result))
        .contains(
            "Memory: 1MiB, no limit set",
            "Saving: ok, 12 changes not saved yet",
            "Clients: 40 of 10000",
            "Keys: 1,234");
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, noeviction, CRITICAL",
    "1048576, volatile-lru, CRITICAL",
    "1048576, allkeys-lru, OK",
    "1200000, noeviction, WARNING",
    "2097152, noeviction, OK"
  })
  void fullMemoryMattersWhereNothingMakesRoom(long most, String policy, Status status) {
    assertThat(check(info(most, policy, 0, 0), Past.NONE).status()).isEqualTo(status);
  }

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

  @Test
  void failedSaveIsCritical() {
    String info = healthy().replace("rdb_last_bgsave_status:ok", "rdb_last_bgsave_status:err");
    assertThat(check(info, Past.NONE).findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("saving", Severity.CRITICAL));
  }

  @ParameterizedTest
  @CsvSource({
    "up, 3, -1, OK, connected to its primary",
    "up, 90, -1, WARNING, connected to its primary",
    "down, -1, 130, CRITICAL, lost its primary 2m 10s ago",
    "down, -1, -1, CRITICAL, has never been connected to its primary"
  })
  void replica(String link, long heard, long down, Status status, String words) {
    String info =
        healthy()
            + "role:slave\r\nmaster_link_status:%s\r\nmaster_last_io_seconds_ago:%d\r\nmaster_link_down_since_seconds:%d\r\n"
                .formatted(link, heard, down);
    CheckResult result = check(info, Past.NONE);
    assertThat(result.status()).isEqualTo(status);
    assertThat(facts(result)).contains("Replication: " + words);
  }

  @Test
  void primaryThatLacksAReplica() {
    String info =
        healthy()
            + "slave0:ip=10.0.0.2,port=6379,state=online,offset=1,lag=1\r\n"
            + "slave1:ip=10.0.0.3,port=6379,state=wait_bgsave,offset=0,lag=0\r\n";
    CheckResult result =
        check(
            new Answers(Map.of("PING", "PONG", "INFO", info, "DBSIZE", "0")),
            "{replicas: 2, answerTime: off}",
            Past.NONE);
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly("1 of 2 replicas connected");
  }

  /** legumeinfo/gcv PR 415: a ping "succeeds" while it loads. */
  @Test
  void loadingIsNotHealth() {
    Answers loading =
        new Answers(Map.of("PING", "-LOADING Redis is loading the dataset in memory"));
    CheckResult result = check(loading, "{}", Past.NONE);
    assertThat(result.answered()).isFalse();
    assertThat(result.summary()).contains("loading its data");
  }

  /** It refuses writes, and lives: PING says so too. */
  @Test
  void misconfIsAnAnswer() {
    Answers server =
        new Answers(Map.of("PING", "-MISCONF cannot save", "INFO", healthy(), "DBSIZE", "0"));
    CheckResult result = check(server, "{answerTime: off}", Past.NONE);
    assertThat(result.measured()).containsEntry("reachable", 1);
    assertThat(result.status()).isEqualTo(Status.OK);
  }

  /** telekom/gateway-jumper PR 131: INFO denied was read as down. */
  @Test
  void refusedInfoLeavesTheRestKnown() {
    String denied = "-NOPERM this user has no permissions to run the 'info' command";
    CheckResult result =
        check(
            new Answers(Map.of("PING", "PONG", "INFO", denied, "DBSIZE", "7")),
            "{answerTime: off}",
            Past.NONE);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.answered()).isTrue();
    assertThat(result.measured()).containsEntry("reachable", 1).containsEntry("keys", 7L);
    assertThat(result.findings().get(0).remedy()).contains("ACL SETUSER", "+info");
  }

  @ParameterizedTest
  @CsvSource({"list, LLEN", "zset, ZCARD", "set, SCARD", "stream, XLEN", "hash, HLEN"})
  void lengthsOfKeysOfEachType(String type, String command) {
    Answers server =
        new Answers(
            Map.of(
                "PING",
                "PONG",
                "INFO",
                healthy(),
                "DBSIZE",
                "1",
                "TYPE bull:q:wait",
                type,
                command + " bull:q:wait",
                "5001"));
    CheckResult result = check(server, "{lists: ['bull:q:wait'], answerTime: off}", Past.NONE);
    assertThat(result.findings())
        .extracting(Finding::summary)
        .containsExactly("bull:q:wait has 5,001 entries");
  }

  @Test
  void emptyListIsNoKeyAndATextHasNoLength() {
    Answers server =
        new Answers(
            Map.of(
                "PING", "PONG", "INFO", healthy(), "DBSIZE", "1", "TYPE a", "none", "TYPE b",
                "string"));
    CheckResult result = check(server, "{lists: [a, b], answerTime: off}", Past.NONE);
    assertThat(result.measured()).containsEntry("length", Map.of("a", 0L));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("b", Severity.UNKNOWN));
    assertThat(result.findings().get(0).remedy()).contains("redis-cli type").doesNotContain("ACL");
  }
}
