package io.gapwatch.agent.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTypeTest {
  private static Settings read(String yaml) {
    return SettingsOf.yaml(new HttpType().shape(), yaml);
  }

  @Test
  void headersMayNeedSecrets() {
    Settings settings =
        read(
            "{url: 'https://a.example.org', headers: {Authorization: 'Bearer ${secret:TOKEN}',"
                + " Accept: text/html}}");
    assertThat(settings.secretNames()).containsExactly("TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example.org",
        "https://",
        "https://user:word@a.example.org",
        "https://a.example.org/?token=x",
        "gateway.example.org"
      })
  void addressesThatAreNone(String url) {
    assertThatThrownBy(() -> read("{url: '" + url + "'}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("an address such as https://gateway.example.org; it ");
  }
}
