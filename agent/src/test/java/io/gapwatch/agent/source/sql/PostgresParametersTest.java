package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresParametersTest {
  private static final String FIRST = "SELECT set_config(E'row_security', E'off', true), ";

  private static final String OURS =
      "set_config(E'statement_timeout', E'60000', true), set_config(E'lock_timeout', E'5s', true),"
          + " set_config(E'idle_in_transaction_session_timeout', E'60s', true),"
          + " set_config(E'TimeZone', E'UTC', true),"
          + " set_config(E'transaction_read_only', E'on', true)";

  @Test
  void urlCannotLoosenTimeoutsNorLeaveTheSessionReadWrite() {
    Properties properties =
        properties(
            "postgres://u:p@db/ledger?sslmode=verify-full&socketTimeout=0&readOnly=false"
                + "&readOnlyMode=ignore&prepareThreshold=5&connectTimeout=0",
            60);
    assertThat(properties)
        .containsEntry("sslmode", "verify-full")
        .containsEntry("socketTimeout", "65")
        .containsEntry("connectTimeout", "10")
        .containsEntry("loginTimeout", "10")
        .containsEntry("readOnly", "true")
        .containsEntry("readOnlyMode", "transaction")
        .containsEntry("prepareThreshold", "0")
        .containsEntry("user", "u")
        .containsEntry("password", "p")
        .doesNotContainKey("options");
  }

  @Test
  void eachOfSeveralHostsHasItsTime() {
    assertThat(properties("postgres://one,two,three/ledger", 60))
        .containsEntry("loginTimeout", "30")
        .containsEntry("connectTimeout", "10");
    assertThat(properties("postgres://one,two,three/ledger", 9))
        .containsEntry("loginTimeout", "9")
        .containsEntry("connectTimeout", "3");
  }

  @ParameterizedTest
  @CsvSource({
    "channel_binding=require, channelBinding, require",
    "target_session_attrs=read-write, targetServerType, primary",
    "target_session_attrs=any, targetServerType, any",
    "target_session_attrs=READ-ONLY, targetServerType, secondary",
    "channel_binding=Require, channelBinding, require",
    "gssencmode=disable, gssEncMode, disable",
    "krbsrvname=db, kerberosServerName, db",
    "load_balance_hosts=random, loadBalanceHosts, true",
    "options=endpoint%3Dquiet-sun-1, options, endpoint=quiet-sun-1",
    "options=--cluster%3Dquiet-sun-1, options, --cluster=quiet-sun-1",
  })
  void providersWriteTheNamesOfLibpq(String query, String name, String value) {
    assertThat(properties("postgres://u:p@db/ledger?" + query, 60)).containsEntry(name, value);
  }

  /** The driver would take the primary for a standby where the role is read-only by default. */
  @ParameterizedTest
  @CsvSource({
    "target_session_attrs=primary, PRIMARY",
    "target_session_attrs=standby, STANDBY",
    "target_session_attrs=Prefer-Standby, PREFER_STANDBY",
    "targetServerType=preferSecondary, PREFER_STANDBY",
    "targetServerType=secondary, STANDBY",
    "targetServerType=primary, PRIMARY",
    "targetServerType=preferPrimary, PREFER_PRIMARY",
  })
  void whichServerIsWantedIsAskedByUs(String query, PostgresTarget target) {
    PostgresAddress address = address("postgres://u:p@db/ledger?" + query);
    PostgresParameters parameters = PostgresParameters.of(address.parameters());
    assertThat(parameters.target()).contains(target);
    assertThat(parameters.properties(address, Duration.ofMinutes(1)))
        .doesNotContainKey("targetServerType");
  }

  /** A pooler refuses them at the start, and a session's settings reach its next client. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "currentSchema=eth,public|set_config(E'search_path', E'eth,public', true), ",
        "options=-c%20search_path%3Deth|set_config(E'search_path', E'eth', true), ",
        "options=--search-path%3Deth|set_config(E'search_path', E'eth', true), ",
        "options=-csearch_path%3Deth%20-c%20work_mem%3D8MB|set_config(E'search_path',"
            + " E'eth', true), set_config(E'work_mem', E'8MB', true), ",
        "options=-c%20search_path%3Da%5C%20b'%5C%5C|set_config(E'search_path', E'a b''\\\\',"
            + " true), ",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void settingsAreMadeInEachTransaction(String query, String expected) {
    PostgresAddress address = address("postgres://u:p@db/ledger?" + query);
    PostgresParameters parameters = PostgresParameters.of(address.parameters());
    assertThat(parameters.preamble(Duration.ofMinutes(1))).isEqualTo(FIRST + expected + OURS);
    assertThat(parameters.properties(address, Duration.ofMinutes(1)))
        .doesNotContainKeys("options", "currentSchema");
  }

  private static Properties properties(String url, long seconds) {
    PostgresAddress address = address(url);
    return PostgresParameters.of(address.parameters())
        .properties(address, Duration.ofSeconds(seconds));
  }

  private static PostgresAddress address(String url) {
    return PostgresAddress.parse("ledger", new Secret(url));
  }
}
