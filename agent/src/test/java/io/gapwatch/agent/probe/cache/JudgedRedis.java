package io.gapwatch.agent.probe.cache;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.redis.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What servers are known to answer, and what the check says of it. */
final class JudgedRedis {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
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

  private JudgedRedis() {}

  static String info(long most, String policy, long evicted, long rejected) {
    return INFO.formatted(most, policy, evicted, rejected);
  }

  static String healthy() {
    return info(0, "noeviction", 0, 0);
  }

  static CheckResult check(Session redis, String yaml, Past past) {
    RedisCheck type = new RedisCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("c", type.type(), "cache", "T", type.metrics().limits(settings));
    return new Judge().judge(check, type.probe(settings).ask(Contexts.of(redis, NOW, past)), NOW);
  }

  static CheckResult check(String info, Past past) {
    return check(
        new Answers(Map.of("PING", "PONG", "INFO", info, "DBSIZE", "1234")),
        "{answerTime: off}",
        past);
  }

  static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }
}
