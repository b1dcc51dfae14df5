package io.gapwatch.agent.probe.cache;

import static io.gapwatch.agent.probe.cache.JudgedRedis.check;
import static io.gapwatch.agent.probe.cache.JudgedRedis.facts;
import static io.gapwatch.agent.probe.cache.JudgedRedis.healthy;
import static io.gapwatch.agent.probe.cache.JudgedRedis.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.redis.Answers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what servers are known to answer. */
class RedisCheckTest {
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

  /** Not to be told of full memory is not to know that there is room. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Server|uptime_in_seconds, connected_clients, used_memory",
        "<html>no</html>|uptime_in_seconds, connected_clients, used_memory",
        "uptime_in_seconds:9~connected_clients:1~used_memory:much|used_memory"
      })
  void infoThatTellsNothingIsNoHealth(String info, String untold) {
    CheckResult result = check(info.replace("~", "\r\n"), Past.NONE);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::observed)
        .containsExactly(
            tuple("server statistics", Severity.UNKNOWN, "INFO did not tell " + untold));
    assertThat(result.measured()).containsEntry("reachable", 1);
  }
}
