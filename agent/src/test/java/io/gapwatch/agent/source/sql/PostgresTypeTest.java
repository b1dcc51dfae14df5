package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.redis.RedisType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no run can use is told before one. */
class PostgresTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u:hunter2@h/x | url is not a PostgreSQL URL",
        "postgres://u:hunter2@h:99999/x | a port in url is not from 1 to 65535",
        "postgres://u:hunter2@h/x?sslmode=bogus | write one of disable, allow, prefer",
        "postgres://u:hun/ter2@h/x | url could not be read",
        "postgres://u:hunter2@h/x?sslcrl=f | sslcrl in url is not supported; leave it out",
        "postgres://u:hunter2@h/x?require_auth=scram-sha-256 | write sslmode=verify-full",
        "postgres://u:hunter2@h/x?sslrootcert=f | write sslmode=verify-full beside it",
        "postgres://u:hunter2@h/x?sslrootcert=system&sslmode=require | write sslmode=verify-full",
        "postgres://u:hunter2@h/x?sslmod=require | sslmod in url is no parameter of PostgreSQL"
      })
  void urlThatCannotBeUsed(String url, String words) {
    refuses(new PostgresType().shape(), url, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://u:hunter2@h:0/abc | the port in url is not from 1 to 65535",
        "redis://u:hunter2@h/abc | the database in url is not a number"
      })
  void urlOfRedisThatCannotBeUsed(String url, String words) {
    refuses(new RedisType().shape(), url, words);
  }

  private static void refuses(Shape shape, String url, String words) {
    assertThatThrownBy(() -> SettingsOf.yaml(shape, "{url: '" + url + "'}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("hun/ter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u:${secret:WORD}@h/x",
        "${secret:URL}",
        "postgres://u:p@h:5432/x?sslmode=verify-full"
      })
  void urlThatCan(String url) {
    assertThatCode(() -> SettingsOf.yaml(new PostgresType().shape(), "{url: '" + url + "'}"))
        .doesNotThrowAnyException();
  }
}
