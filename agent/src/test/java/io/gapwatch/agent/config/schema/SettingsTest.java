package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.http.HttpCheck;
import org.junit.jupiter.api.Test;

class SettingsTest {
  /** Otherwise each process takes what the one before found for another check's. */
  @Test
  void settingsWithinOthersHaveOneText() {
    CheckType type = new HttpCheck();
    String one = text(type, "{body: {contains: ready}}");
    assertThat(text(type, "{body: {contains: ready}}")).isEqualTo(one);
    assertThat(text(type, "{body: {contains: other}}")).isNotEqualTo(one);
  }

  private static String text(CheckType type, String yaml) {
    return SettingsOf.yaml(type.shape(), yaml).text(type.shape().keys());
  }
}
