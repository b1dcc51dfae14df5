package io.gapwatch.agent.probe.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.source.redis.RealRedis;
import io.gapwatch.agent.source.redis.RedisSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counters of a real server that evicts what it has no room for: run after run, and reset. */
@Timeout(180)
class RedisCountersIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void evictionsAreThoseOfTheTimeThatIsNamed() throws IOException {
    try (RealRedis redis =
        RealRedis.start(
            Files.createDirectory(folder.resolve("data")),
            "--maxmemory",
            "2mb",
            "--maxmemory-policy",
            "allkeys-lru")) {
      configure(redis);
      // How long it runs is told in whole seconds: the first run must not seem to be before.
      redis.awaitUptime(2);
      assertThat(run().code()).isZero();

      fill(redis);
      Ran second = run();
      assertThat(second.code()).isZero();
      assertThat(second.out()).containsPattern("Keys evicted: [1-3],\\d{3} in [0-9.]+(ms|[smh])");

      redis.run("", "CONFIG", "RESETSTAT");
      Ran third = run();
      assertThat(third.code()).isEqualTo(2);
      assertThat(third.out()).contains("the counters were reset");

      Ran fourth = run();
      assertThat(fourth.code()).isZero();
      assertThat(fourth.out())
          .containsPattern("Keys evicted: at least [1-3],\\d{3} in [0-9.]+(ms|[smh])");
    }
  }

  /** Each write makes its own room. */
  private static void fill(RealRedis redis) {
    try (RedisSession session = redis.session("")) {
      for (int i = 0; i < 4000; i++) {
        session.ask(RealRedis.TIMEOUT, "SET", "key" + i, "x".repeat(1000));
      }
    }
  }

  private void configure(RealRedis redis) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources: {cache: {type: redis, url: "%s"}}
        jobs:
          watch:
            schedule: "*/30 * * * *"
            checks: [{id: cache, type: redis, source: cache, answerTime: off, evictions: {warning: ">5000"}}]
        """
            .formatted(redis.url("")));
  }

  private Ran run() {
    return Ran.gapwatch(folder, "run", "watch", "--now", Clock.systemUTC().instant().toString());
  }
}
