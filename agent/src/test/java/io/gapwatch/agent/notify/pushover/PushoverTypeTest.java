package io.gapwatch.agent.notify.pushover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vendor would refuse is an error of the configuration, not of each run. */
class PushoverTypeTest {
  private static final String LINK = "https://status.example/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry: 29s                       | retry",
        "retry: 4h                        | retry",
        "expire: 3h1s                     | expire",
        "expire: 10801s                   | expire",
        "retry: 2m, expire: 1m            | expire must not be shorter than retry",
        "healthy: 1                       | healthy",
        "healthy: -2                      | healthy",
        "device: my phone                 | device",
        "device: 'a,'                     | device",
        "device: abcdefghijklmnopqrstuvwxyz | device",
        "ttl: 900ms                       | ttl",
        "link: 'ftp://status.example/'    | link",
        "api: 'file:///etc/passwd'        | api",
        "api: 'https://status_page'       | api",
        "api: 'https://[status'           | api",
        "api: 'https://status.example/%'  | api",
      })
  void refusesWhatTheVendorRefuses(String key, String told) {
    assertThatThrownBy(() -> settings(key))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(told);
  }

  /** The vendor's limit is 512 characters. */
  @Test
  void refusesALinkThatIsTooLong() {
    String longest = LINK + "x".repeat(512 - LINK.length());

    settings("link: '" + longest + "'");

    assertThatThrownBy(() -> settings("link: '" + longest + "x'"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("link")
        .hasMessageContaining("at most 512 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retry: 30s, expire: 30s",
        "expire: 3h",
        "device: 'pixel-9,desk'",
        "ttl: 1s",
        "healthy: off",
        "api: 'http://127.0.0.1:8080'"
      })
  void takesWhatTheVendorTakes(String key) {
    assertThat(settings(key)).isNotNull();
  }

  private static Settings settings(String key) {
    return SettingsOf.yaml(
        new PushoverType().shape(), "{token: \"${secret:T}\", user: \"${secret:U}\", " + key + "}");
  }
}
