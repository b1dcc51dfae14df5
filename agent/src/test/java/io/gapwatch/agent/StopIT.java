package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are stopped, or that something holds up. */
class StopIT {
  /** For a busy machine. What is hung here would take much longer. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final Site site;
  private final SilentServer silent = new SilentServer();

  StopIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @BeforeEach
  void write() {
    site.chain.writeUntil(Site.NOW);
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
    site.close();
  }

  private void configure(String deadline, String timeout) throws IOException {
    String sql =
        """
        - {id: hung, type: sql, source: ledger, query: "SELECT 1", critical: ">9", timeout: %1$s}
        - {id: late, type: sql, source: ledger, query: "SELECT 2", critical: ">9", timeout: %1$s}
        """;
    site.configure(
        "{from: env}",
        "ledger: {type: postgres, url: '%s'}".formatted(silent.postgresUrl()),
        deadline,
        sql.formatted(timeout) + Site.CHECKS);
  }

  @Test
  void signalInTheMiddle() throws Exception {
    configure("30m", "20m");
    Running run = site.program().start("run", "chain", "--now", Site.NOW.toString());
    silent.awaitCaller();
    run.terminate();
    Ending ending = run.end(SLACK);

    assertThat(ending.code()).as(ending.err()).isEqualTo(Ending.TERMINATED);
    assertThat(ending.out()).doesNotContain("HEALTH CHECK PASSED");
    assertThat(site.signals()).containsExactly(Signal.START, Signal.FAIL);
    assertThat(site.lastPing().body()).isEqualTo("the run was stopped by a signal");
    assertThat(site.phone.messages()).isEmpty();

    site.configure("", Site.CHECKS);
    Ending next = site.runAt(Site.NOW.plusSeconds(60));
    assertThat(next.code()).as(next.out()).isEqualTo(1);
    assertThat(next.out())
        .contains("the run of chain that began at 2026-11-21T00:00:00Z never ended");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.SUCCESS);
  }

  /** What another source says in that time is believed. */
  @Test
  void deadline() throws Exception {
    configure("1s", "20m");
    Instant start = Instant.now();
    Ending run = site.runAt(Site.NOW);

    assertThat(Duration.between(start, Instant.now())).isLessThan(SLACK);
    assertThat(run.code()).as(run.out()).isEqualTo(2);
    assertThat(run.out())
        .contains(
            """
            [SQL] late, source ledger
              ❓ could not be checked: the run's deadline passed before it started
            """)
        .doesNotContain("HEALTH CHECK PASSED");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
  }

  @Test
  void queryThatHangs() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      site.configure(
          "ledger: {type: postgres, url: \"${secret:DATABASE_URL}\"}",
          """
          - {id: slow, type: sql, source: ledger, query: "SELECT 1 FROM pg_sleep(1200)", critical: ">9", timeout: 20s}
          - {id: quick, type: sql, source: ledger, query: "SELECT 1", critical: ">9"}
          """
              + Site.CHECKS);
      Instant start = Instant.now();
      Ending run =
          site.program()
              .with("DATABASE_URL", postgres.url())
              .run("run", "chain", "--now", Site.NOW.toString());

      assertThat(Duration.between(start, Instant.now())).isLessThan(SLACK);
      assertThat(run.code()).as(run.out()).isEqualTo(2);
      assertThat(run.out())
          .contains("(3 of 4 checks ok, 0 warning, 0 critical, 1 unknown)")
          // The server's limit and ours end it at the same moment.
          .containsPattern("statement timeout|interrupted after 20s");
    }
  }
}
