package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReachableCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

  private static CheckResult ask(ProbeContext.Sessions sessions, Duration timeout) {
    return Judged.of(
        new ReachableCheck(),
        "{}",
        new ProbeContext(NOW, Duration.ZERO, timeout, sessions, ProbeContext.Past.NONE));
  }

  @Test
  void noAnswerIsCriticalAndSaysWhatToTry() {
    CheckResult result =
        ask(
            new ProbeContext.Sessions() {
              @Override
              public <S extends Session> S open(Class<S> kind) {
                throw new SourceUnavailableException("ledger: refused", "start it");
              }
            },
            Duration.ofSeconds(1));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.measured()).containsEntry("reachable", 0).doesNotContainKey("answerTime");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::summary, Finding::remedy)
        .containsExactly(tuple("the database", "unreachable: ledger: refused", "start it"));
  }

  /** One that takes connections and never says a word, as a hung server does. */
  @Test
  void serverThatHangsIsCritical() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "postgres://watcher:w@127.0.0.1:" + silent.getLocalPort() + "/ledger";
      CheckResult result =
          ask(
              new ProbeContext.Sessions() {
                @Override
                public <S extends Session> S open(Class<S> kind) {
                  return kind.cast(
                      PostgresServer.source("ledger", url).open(Duration.ofSeconds(1)));
                }
              },
              Duration.ofSeconds(1));
      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.summary())
          .startsWith("unreachable: ledger: could not connect to 127.0.0.1");
    }
  }
}
