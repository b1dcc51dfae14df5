package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not knowing is never health: whatever cannot be asked is told as such, once. */
class UnknownIT {
  private final Site site;

  UnknownIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void missingFile() throws Exception {
    assertUnknownOnce("DuckDB file not found");
    assertBackWhenWritten();
  }

  @Test
  void fileThatAnotherProcessWrites() throws Exception {
    site.chain.writeUntil(Site.NOW);
    try (Connection writer = Blocks.of(site.blocks()).connect()) {
      assertThat(writer.isReadOnly()).isFalse();
      assertUnknownOnce("Could not set lock");
    }
    assertBackWhenWritten();
  }

  @Test
  void corruptFile() throws Exception {
    Files.writeString(site.blocks(), "this is no database, whatever its name says".repeat(999));
    assertUnknownOnce("is text, not a DuckDB file");
    Files.delete(site.blocks());
    assertBackWhenWritten();
  }

  @Test
  void emptyTable() throws Exception {
    Blocks.of(site.blocks()).execute("CREATE TABLE blocks (number BIGINT, timestamp TIMESTAMP)");
    assertUnknownOnce("empty");
    assertBackWhenWritten();
  }

  /** Two runs; only the first tells. */
  private void assertUnknownOnce(String reason) throws Exception {
    Ending first = site.runAt(Site.NOW);
    assertThat(first.code()).as(first.out()).isEqualTo(2);
    assertThat(first.out()).contains("❓ HEALTH UNKNOWN", reason, "2 unknown");
    assertThat(first.out()).doesNotContain("✅ newest", "none missing");
    assertThat(site.phone.messages()).hasSize(1);
    assertThat(site.lastMessage().message()).contains("UNKNOWN", reason);
    assertThat(site.lastMessage().title()).doesNotContain("✅");
    assertThat(site.runAt(Site.NOW.plusSeconds(1)).code()).isEqualTo(2);
    assertThat(site.phone.messages()).hasSize(1);
    assertThat(site.signals())
        .containsExactly(Signal.START, Signal.FAIL, Signal.START, Signal.FAIL);
    assertThat(site.lastPing().body()).contains(reason);
  }

  private void assertBackWhenWritten() throws Exception {
    site.chain.writeUntil(Site.NOW);
    Ending back = site.runAt(Site.NOW.plusSeconds(2));
    assertThat(back.code()).as(back.out()).isZero();
    assertThat(site.lastMessage().title()).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(site.phone.cancelled()).hasSize(1);
    assertThat(site.lastPing().signal()).isEqualTo(Signal.SUCCESS);
  }

  @Test
  void resolvesNothing() throws Exception {
    site.chain.writeUntil(Site.NOW);
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(100)), 10);
    assertThat(site.runAt(Site.NOW).code()).isEqualTo(1);
    Path aside = site.folder.resolve("aside");
    Files.move(site.blocks(), aside);
    for (int run = 1; run <= 3; run++) {
      assertThat(site.runAt(Site.NOW.plusSeconds(run)).code()).isEqualTo(2);
    }
    assertThat(site.phone.messages()).hasSize(2);
    assertThat(site.lastMessage().message()).doesNotContain("resolved");
    assertThat(site.phone.cancelled()).isEmpty();

    Files.move(aside, site.blocks());
    assertThat(site.runAt(Site.NOW.plusSeconds(4)).code()).isEqualTo(1);
    assertThat(site.lastMessage().message()).doesNotContain("resolved blocks 2");

    site.chain.writeUntil(Site.NOW);
    assertThat(site.runAt(Site.NOW.plusSeconds(5)).code()).isZero();
    assertThat(site.lastMessage().message()).contains("resolved blocks 20013848-20013857");
    assertThat(site.phone.cancelled()).hasSize(2);
  }

  @Test
  void oneBadCheckAmongGoodOnes() throws Exception {
    try (SilentServer silent = new SilentServer();
        ClosedPort closed = new ClosedPort()) {
      site.chain.writeUntil(Site.NOW);
      site.configure(
          """
          closed: {type: postgres, url: "postgres://watcher:word@127.0.0.1:%d/ledger"}
          silent: {type: postgres, url: "%s"}
          """
              .formatted(closed.number(), silent.postgresUrl()),
          """
          - {id: refused, type: sql, source: closed, query: "SELECT 1", critical: ">0", timeout: 30s}
          - {id: hung, type: sql, source: silent, query: "SELECT 1", critical: ">0", timeout: 2s}
          - {id: nonsense, type: sql, source: ethereum, query: "SELECT nothing", critical: ">0"}
          """
              + Site.CHECKS);
      Instant start = Instant.now();
      Ending run = site.runAt(Site.NOW);

      assertThat(run.code()).as(run.out()).isEqualTo(2);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(2));
      assertThat(run.out())
          .contains("✅ newest block is 1s old", "✅ 14,342 blocks, none missing", "3 unknown")
          .contains("[SQL] refused", "[SQL] hung", "[SQL] nonsense", "connection refused");
      assertThat(run.out().lines().filter(line -> line.startsWith("  ✅"))).hasSize(7);
      assertThat(site.lastMessage().message()).contains("REFUSED", "HUNG", "NONSENSE");
      assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    }
  }
}
