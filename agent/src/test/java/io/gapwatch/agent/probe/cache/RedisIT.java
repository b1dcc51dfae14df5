package io.gapwatch.agent.probe.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.source.Pki;
import io.gapwatch.agent.source.redis.RealRedis;
import io.gapwatch.agent.source.redis.RedisSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's redis-server, as an operator would configure the check. */
@Timeout(180)
class RedisIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LEAST =
      "+ping +info +dbsize +llen +scard +zcard +xlen +hlen +type ~*";

  @TempDir private Path folder = Path.of("");

  /** With time enough for a machine that has other things to do. */
  private CheckResult check(String source, String check) throws IOException {
    return check(source, "1m", check);
  }

  private CheckResult check(String source, String timeout, String check) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gapwatch.yaml"),
            """
            version: 1
            sources: {cache: {type: redis, %s}}
            jobs: {j: {schedule: "7 * * * *", checks: [{id: c, type: redis, source: cache, timeout: %s, answerTime: off%s}]}}
            """
                .formatted(source, timeout, check));
    Environment environment = new Environment(Map.of(), Clock.fixed(NOW, ZoneOffset.UTC), folder);
    return new Agent(environment)
        .checks()
        .run(
            new Configs(environment).load(Optional.of(file), Optional.of(Path.of("state"))),
            List.of(),
            NOW,
            RunListener.SILENT)
        .checks()
        .get(0);
  }

  private static String url(RealRedis redis, String who) {
    return "url: \"" + redis.url(who) + "\"";
  }

  private Path data(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  void plainServerWithQueues() throws IOException {
    try (RealRedis redis = RealRedis.start(data("data"))) {
      redis.run("", "RPUSH", "bull:tree-builder:wait", "a", "b", "c");
      redis.run("", "ZADD", "bull:tree-builder:delayed", "1", "a");
      CheckResult result =
          check(
              url(redis, ""),
              ", lists: ['bull:tree-builder:wait', 'bull:tree-builder:delayed', 'bull:x:active']");
      assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
      assertThat(result.measured())
          .containsEntry(
              "length",
              Map.of(
                  "bull:tree-builder:wait",
                  3L,
                  "bull:tree-builder:delayed",
                  1L,
                  "bull:x:active",
                  0L))
          .containsEntry("keys", 2L)
          .containsEntry("reachable", 1);
      assertThat(redis.run("", "INFO")).as("it leaves no errors").contains("total_error_replies:0");
    }
  }

  @Test
  void nobodyListens() throws IOException {
    try (ClosedPort nobody = new ClosedPort()) {
      CheckResult result = check("url: \"redis://127.0.0.1:" + nobody.number() + "\"", "");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("reachable", Severity.CRITICAL));
      assertThat(result.summary()).contains("connection refused");
      assertThat(result.measured())
          .containsOnly(Map.entry("reachable", 0), Map.entry("answered", false));
    }
  }

  @Test
  void serverThatConnectsAndNeverAnswers() throws IOException, InterruptedException {
    try (RealRedis redis = RealRedis.start(data("data"))) {
      redis.signal("STOP");
      CheckResult result = check(url(redis, ""), "3s", "");
      redis.signal("CONT");
      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.summary()).contains("no answer within 3s");
    }
  }

  @Test
  void passwords() throws IOException {
    try (RealRedis redis = RealRedis.start(data("data"), "--requirepass", "hunter2")) {
      assertThat(check(url(redis, ":hunter2@"), "").status()).isEqualTo(Status.OK);
      assertThat(check(url(redis, "") + ", password: hunter2", "").status()).isEqualTo(Status.OK);
      CheckResult none = check(url(redis, ""), "");
      assertThat(none.status()).isEqualTo(Status.UNKNOWN);
      assertThat(none.summary()).contains("requires a password");
      CheckResult wrong = check(url(redis, ":hunter3@"), "");
      assertThat(wrong.status()).isEqualTo(Status.UNKNOWN);
      assertThat(wrong.toString())
          .contains("rejected the user or the password")
          .doesNotContain("hunter3");
    }
  }

  @Test
  void leastRightsAreEnoughAndFewerAreNamed() throws IOException {
    try (RealRedis redis = RealRedis.start(data("data"), "--requirepass", "root")) {
      acl(redis, "gapwatch", LEAST);
      acl(redis, "blind", "+ping +dbsize");
      assertThat(check(url(redis, "gapwatch:word@"), ", lists: [q]").status()).isEqualTo(Status.OK);
      CheckResult blind = check(url(redis, "blind:word@"), "");
      assertThat(blind.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("server statistics", Severity.UNKNOWN));
      assertThat(blind.findings().get(0).summary()).contains("NOPERM");
      assertThat(blind.measured()).containsEntry("reachable", 1);
    }
  }

  private static void acl(RealRedis redis, String user, String rights) {
    List<String> words = List.of(("ACL SETUSER " + user + " on >word -@all " + rights).split(" "));
    redis.run(":root@", words.toArray(String[]::new));
  }

  @Test
  void tls() throws IOException, InterruptedException, GeneralSecurityException {
    Pki pki = new Pki(folder);
    pki.server("here", Pki.ROOT, 0, 90, "ip:127.0.0.1");
    pki.server("elsewhere", Pki.ROOT, 0, 90, "dns:elsewhere.example.org");
    Path root = pki.certificate(Pki.ROOT);
    try (RealRedis redis = secured(pki, "here")) {
      String url = "url: \"rediss://127.0.0.1:" + redis.port() + "\"";
      assertThat(check(url + ", ca: " + root.getFileName(), "").status()).isEqualTo(Status.OK);
      CheckResult unknown = check(url, "");
      assertThat(unknown.status()).isEqualTo(Status.UNKNOWN);
      assertThat(unknown.summary()).contains("TLS failed");
      assertThat(check(url(redis, ""), "").status()).as("plain").isNotEqualTo(Status.OK);
    }
    try (RealRedis redis = secured(pki, "elsewhere")) {
      String url = "url: \"rediss://127.0.0.1:" + redis.port() + "\", ca: " + root.getFileName();
      assertThat(check(url, "").status()).as("another's certificate").isEqualTo(Status.UNKNOWN);
    }
  }

  private RealRedis secured(Pki pki, String name) throws IOException, GeneralSecurityException {
    return RealRedis.startWithTls(
        data(name),
        "--tls-cert-file",
        pki.certificate(name).toString(),
        "--tls-key-file",
        pki.privateKey(name).toString(),
        "--tls-ca-cert-file",
        pki.certificate(Pki.ROOT).toString(),
        "--tls-auth-clients",
        "no");
  }

  @Test
  void fullMemory() throws IOException {
    try (RealRedis redis =
        RealRedis.start(data("data"), "--maxmemory", "2mb", "--maxmemory-policy", "noeviction")) {
      assertThat(fill(redis)).isTrue();
      CheckResult result = check(url(redis, ""), "");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .contains(tuple("memory", Severity.CRITICAL));
    }
    try (RealRedis redis =
        RealRedis.start(data("lru"), "--maxmemory", "2mb", "--maxmemory-policy", "allkeys-lru")) {
      assertThat(fill(redis)).isFalse();
      CheckResult result = check(url(redis, ""), ", evictions: {warning: 10}");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("keys evicted", Severity.WARNING));
    }
  }

  /** Whether it refused a write in the end. */
  private static boolean fill(RealRedis redis) {
    String value = "x".repeat(20_000);
    for (int i = 0; i < 200; i++) {
      if (redis.attempt("SET", "key" + i, value).startsWith("-OOM")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void saveThatFails() throws IOException {
    Path gone = data("gone");
    try (RealRedis redis = RealRedis.start(gone)) {
      redis.run("", "SET", "a", "b");
      Files.delete(gone);
      redis.run("", "BGSAVE");
      redis.awaitInfo("rdb_last_bgsave_status:err");
      CheckResult result = check(url(redis, ""), "");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("saving", Severity.CRITICAL));
      assertThat(result.findings().get(0).remedy()).contains("disk is full");
    }
  }

  @Test
  void replicaAndItsPrimary() throws IOException {
    try (RealRedis primary = RealRedis.start(data("primary"));
        RealRedis replica =
            RealRedis.start(data("replica"), "--replicaof", "127.0.0.1 " + primary.port())) {
      replica.awaitInfo("master_link_status:up");
      assertThat(check(url(replica, ""), "").status()).isEqualTo(Status.OK);
      primary.awaitInfo("state=online");
      assertThat(check(url(primary, ""), ", replicas: 1").status()).isEqualTo(Status.OK);
      assertThat(check(url(primary, ""), ", replicas: 2").findings())
          .extracting(Finding::summary)
          .containsExactly("1 of 2 replicas connected");
      primary.stop();
      replica.awaitInfo("master_link_status:down");
      assertThat(check(url(replica, ""), "").findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("primary", Severity.CRITICAL));
    }
  }

  @Test
  void noRoomForClients() throws IOException {
    try (RealRedis redis = RealRedis.start(data("data"), "--maxclients", "1");
        RedisSession held = redis.served()) {
      assertThat(held.answeredBy()).startsWith("Redis at 127.0.0.1");
      CheckResult result = check(url(redis, ""), "");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("reachable", Severity.CRITICAL));
      assertThat(result.summary()).contains("maximum number of clients");
    }
  }
}
