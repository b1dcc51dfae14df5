package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
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
}
