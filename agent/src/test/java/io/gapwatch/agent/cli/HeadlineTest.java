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
    limits("warning: 30d, critical: 31d");
    gapwatch("run", "chain");
    assertThat(headline()).isEqualTo("✅ CHAIN HEALTHY");

    limits("warning: 1m, critical: 2m");
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    assertThat(headline()).isEqualTo("❌ CHAIN UNHEALTHY: freshness: newest row is 4h old");

    phone.failNext(9, Fault.REJECTION);
    Files.delete(folder.resolve("chain.duckdb"));
    gapwatch("run", "chain", "--now", "2026-11-21T06:00:00Z");
    assertThat(headline()).startsWith("❓ CHAIN UNKNOWN: freshness: ").contains("; phone: ");
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
