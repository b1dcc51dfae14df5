package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresHostNameTest {
  @ParameterizedTest
  @CsvSource({
    "[::1], [0:0:0:0:0:0:0:1]",
    "[2001:DB8::7], [2001:db8:0:0:0:0:0:7]",
    "[fe80::1%eth7], [fe80:0:0:0:0:0:0:1]",
    "db.example.org, db.example.org",
    "127.0.0.1, 127.0.0.1",
    "[nonsense], [nonsense]"
  })
  void anAddressIsWrittenAsInCertificates(String host, String expected) {
    assertThat(PostgresHostName.asInCertificates(host)).isEqualTo(expected);
  }
}
