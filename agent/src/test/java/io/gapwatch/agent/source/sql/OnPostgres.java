package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Tests that share one real PostgreSQL, and ask it as a source does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class OnPostgres {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  final PostgresServer server;

  OnPostgres() throws IOException, SQLException {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  static SqlSession open(String url) {
    return PostgresServer.source("ledger", url).open(TIMEOUT);
  }

  static List<Long> numbers(SqlSession session, String sql) {
    List<Long> numbers = new ArrayList<>();
    session.query(sql, TIMEOUT, row -> numbers.add(row.number(1)));
    return numbers;
  }

  static SourceUnavailableException unavailable(ThrowingCallable call) {
    SourceUnavailableException thrown =
        catchThrowableOfType(SourceUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.getMessage() + thrown.remedy()).doesNotContain(PostgresServer.PASSWORD);
    return thrown;
  }

  static String everythingSaid(SourceUnavailableException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text + e.remedy();
  }
}
