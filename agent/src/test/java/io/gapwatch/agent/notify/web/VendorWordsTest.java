package io.gapwatch.agent.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class VendorWordsTest {
  @Test
  void anEchoOfTheAddressIsTakenOut() {
    VendorWords words =
        VendorWords.without(
            URI.create("https://hooks.example/services/T0AAAA/B0BBBB/xyzzyxyzzy?sig=q1w2e3"));

    assertThat(words.quote("no such hook: /services/T0AAAA/B0BBBB/xyzzyxyzzy\nsig q1w2e3"))
        .isEqualTo("no such hook: <secret> sig <secret>");
    assertThat(words.quote("xyzzyxyzzy of T0AAAA")).isEqualTo("<secret> of <secret>");
  }

  @Test
  void ofTwoSecretsTheLongerGoesFirst() {
    assertThat(
            new VendorWords(List.of(new Secret("abcdefgh")))
                .and(List.of(new Secret("abcdefghijk")))
                .quote("abcdefghijk abcdefgh"))
        .isEqualTo("<secret> <secret>");
  }

  @Test
  void ofAHeaderTheTokenIsTakenOutWithoutItsScheme() {
    assertThat(
            new VendorWords(List.of(new Secret("Bearer abcdefgh")))
                .quote("Bearer abcdefgh; no such token: abcdefgh"))
        .isEqualTo("<secret>; no such token: <secret>");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(new VendorWords(List.of()).quote("x".repeat(1000))).hasSize(200).endsWith("…");
  }
}
