package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcErrorsTest {

  /** A password in the middle of which the message is cut must not show its first half. */
  @ParameterizedTest
  @ValueSource(ints = {0, 380, 384, 390, 394, 399, 400, 410})
  void aSecretIsRedactedBeforeTheMessageIsCut(int before) {
    JdbcErrors errors = new JdbcErrors("ledger", List.of(new Secret("kF9qLm2xWz")), Map.of());
    String told =
        String.valueOf(
            errors
                .explain("could not ask", new SQLException("a".repeat(before) + "kF9qLm2xWz"))
                .getMessage());
    assertThat(told).doesNotContain("kF9");
  }

  /** As the drivers write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR: column \"dept\" does not exist\\n"
            + "  Hint: Perhaps you meant \"depth\".\\n"
            + "  Position: 8|ERROR: column \"dept\" does not exist Hint: Perhaps you meant"
            + " \"depth\".",
        "ERROR: syntax error at or near \"FORM\"\\n"
            + "  Position: 15|ERROR: syntax error at or near \"FORM\"",
        "ERROR: division by zero\\n  Where: SQL function \"f\" statement 1"
            + "|ERROR: division by zero Where: SQL function \"f\" statement 1",
        "ERROR: x\\n"
            + "  Position: 3\\n"
            + "  Location: File: parse_relation.c, Routine: errorMissingColumn, Line: 3729\\n"
            + "  Server SQLState: 42703|ERROR: x",
        "ERROR: y\\n"
            + "  Internal Query: SELECT z\\n"
            + "  Internal Position: 8\\n"
            + "  Where: PL/pgSQL function f() line 3|ERROR: y Where: PL/pgSQL function f() line 3",
        "Binder Error: no column z LINE 1: SELECT z FROM t|Binder Error: no column z"
      })
  void placesInOurOwnStatementAreLeftOut(String message, String told) {
    JdbcErrors errors = new JdbcErrors("ledger", List.of(), Map.of());
    SQLException failed = new SQLException(message.replace("\\n", "\n"));
    assertThat(errors.explain("the query failed", failed))
        .hasMessage("ledger: the query failed: " + told);
  }

  /** Nobody who runs a database types "postmaster", or sends to "the backend". */
  @ParameterizedTest
  @MethodSource
  void theDriversWordsAreReplaced(String message, @Nullable Exception cause, String told) {
    JdbcErrors errors = new JdbcErrors("ledger", List.of(), Map.of());
    assertThat(errors.explain("could not connect", new SQLException(message, cause)))
        .hasMessage("ledger: could not connect: " + told);
  }

  static Stream<Arguments> theDriversWordsAreReplaced() {
    String failed = "The connection attempt failed.";
    String broken = "An I/O error occurred while sending to the backend.";
    return Stream.of(
        Arguments.of(
            "Connection to db.example.org:5432 refused. Check that the hostname and port are"
                + " correct and that the postmaster is accepting TCP/IP connections.",
            new ConnectException(),
            "connection refused"),
        Arguments.of(failed, new UnknownHostException("db"), "host not found"),
        Arguments.of(failed, new NoRouteToHostException(), "no route to the host"),
        Arguments.of(failed, new SocketTimeoutException(), "connection timed out"),
        Arguments.of(failed, new EOFException(), "the server closed the connection at once"),
        Arguments.of(
            failed,
            new SocketException("Connection reset"),
            "the server closed the connection at once"),
        Arguments.of(failed, null, failed),
        Arguments.of("Connection attempt timed out.", null, "connection timed out"),
        Arguments.of(
            broken, new SocketTimeoutException(), "no answer in time on an open connection"),
        Arguments.of(broken, new EOFException(), "the connection broke"));
  }
}
