package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.demo.Ping.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Healthy, unhealthy, recovered: what cron, the phone and the switch get to see. */
class StoryIT {
  private static final Instant BROKEN = Site.NOW.plus(Duration.ofHours(3));
  private static final Instant FIXED = Site.NOW.plus(Duration.ofHours(6));

  private final Site site;

  StoryIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void lose() {
    site.chain.writeUntil(BROKEN.minus(Duration.ofMinutes(14)));
    site.chain.lose(BROKEN.minus(Duration.ofMinutes(100)), 10);
    site.chain.lose(BROKEN.minus(Duration.ofMinutes(55)), 2);
  }

  @Test
  void isToldToThePhoneAndTheSwitch() throws Exception {
    site.chain.writeUntil(Site.NOW);
    Ending healthy = site.runAt(Site.NOW);
    assertThat(healthy.code()).as(healthy.out()).isZero();
    assertThat(healthy.err()).isEmpty();
    assertThat(site.lastMessage().title()).isEqualTo("✅ CHAIN HEALTHY");
    assertThat(site.lastMessage().priority()).isEqualTo(-1);

    lose();
    Ending broken = site.runAt(BROKEN);
    assertThat(broken.code()).as(broken.out()).isEqualTo(1);
    assertThat(site.lastMessage().title()).isEqualTo("❌ CHAIN UNHEALTHY");
    assertThat(site.lastMessage().message().replaceAll(" \\[[a-z]{5}]", ""))
        .isEqualTo(
            """
            Issues: BLOCKS: 2 found, worst: 10 blocks missing; FRESHNESS: 14m 1s old
            CRITICAL blocks 20014745-20014754: 10 blocks missing (since 01:17 UTC, 1h 42m)
            CRITICAL blocks 20014978-20014979: 2 blocks missing (since 02:04 UTC, 55m 25s)
            CRITICAL blocks: newest row: 14m 1s old (since 02:45 UTC, 14m 1s)

            Latest block: 20,015,183
            Newest row: 2026-11-21T02:45:59Z
            Age: 14m 1s
            Fresh: False
            Blocks checked: 15,172
            Range: 20,000,000 to 20,015,183
            Gaps found: 2 (12 blocks missing)
            Missed slots: 47 (0.29% in the last day), longest interval 24s
            Time window: 365d → 3m ago\
            """);
    assertThat(site.lastMessage().fields()).containsEntry("retry", "60").containsKey("expire");
    assertThat(site.lastPing().body()).contains("phone: delivered, 3 changes", "❌ HEALTH CHECK");
    String receipt = site.lastMessage().receipt().orElseThrow();

    site.chain.writeUntil(FIXED);
    Ending fixed = site.runAt(FIXED);
    assertThat(fixed.code()).as(fixed.out()).isZero();
    assertThat(site.lastMessage().title()).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(site.lastMessage().priority()).isZero();
    assertThat(site.lastMessage().message().replaceAll(" \\[[a-z]{5}]", ""))
        .startsWith(
            """
            resolved blocks 20014745-20014754: was critical for 4h 42m
            resolved blocks 20014978-20014979: was critical for 3h 55m
            resolved blocks: newest row: was critical for 3h 14m

            Latest block: 20,016,150
            """);
    assertThat(site.phone.cancelled()).containsExactly(receipt);
    assertThat(site.phone.messages()).hasSize(3);
    assertThat(site.phone.errors()).isEmpty();
    assertThat(site.signals())
        .containsExactly(
            Signal.START, Signal.SUCCESS, Signal.START, Signal.FAIL, Signal.START, Signal.SUCCESS);
    assertThat(site.pings().get(2).rid()).isEqualTo(site.pings().get(3).rid());
    assertThat(site.pings().get(2).rid()).isNotEqualTo(site.pings().get(4).rid());
  }

  @Test
  void isToldAsJson() throws Exception {
    lose();
    Ending broken =
        site.program().run("run", "chain", "--format", "json", "--now", BROKEN.toString());

    JsonNode run = new ObjectMapper().readTree(broken.out());
    assertThat(run.fieldNames())
        .toIterable()
        .containsExactly("job", "startedAt", "status", "exitCode", "checks");
    assertThat(run.get("job").asText()).isEqualTo("chain");
    assertThat(run.get("startedAt").asText()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(run.get("status").asText()).isEqualTo("critical");
    assertThat(run.get("exitCode").asInt()).isEqualTo(broken.code()).isEqualTo(1);
    JsonNode blocks = run.get("checks").get(1);
    assertThat(blocks.get("summary").asText()).isEqualTo("12 blocks missing in 2 ranges");
    assertThat(blocks.get("measured").get("missing").asLong()).isEqualTo(12);
    assertThat(blocks.get("findings").get(0).get("evidence").toString())
        .contains("\"first\":20014745,\"last\":20014754,\"count\":10");
    assertThat(broken.err()).isEmpty();
  }
}
