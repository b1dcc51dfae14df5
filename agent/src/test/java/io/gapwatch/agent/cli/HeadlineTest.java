package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Ping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a list of pings shows of each: the first line of its body. */
class HeadlineTest extends Installation {
  HeadlineTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void isTheVerdictAndTheWorst() throws IOException {
    gapwatch("run", "chain");
    assertThat(headline()).startsWith("❌ CHAIN UNHEALTHY: freshness: newest block is 1h old");

    limits("warning: 30d, critical: 31d");
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    assertThat(headline()).isEqualTo("✅ CHAIN HEALTHY");

    phone.failNext(9, Fault.REJECTION);
    limits("warning: 1m, critical: 31d");
    gapwatch("run", "chain", "--now", "2026-11-21T06:00:00Z");
    assertThat(headline())
        .startsWith("⚠️ CHAIN WARNING: freshness: newest row is 7h old")
        .contains("; phone: ");

    Files.delete(folder.resolve("chain.duckdb"));
    gapwatch("run", "chain", "--now", "2026-11-21T09:00:00Z");
    assertThat(headline()).startsWith("❓ CHAIN UNKNOWN: freshness: ");
  }

  private void limits(String limits) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("table: blocks, [^}]*}", "table: blocks, " + limits + "}"));
  }

  private String headline() {
    List<Ping> pings = deadMan.pings(check);
    return pings.get(pings.size() - 1).body().lines().findFirst().orElse("");
  }
}
