package io.gapwatch.infra.doppler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DopplerApiTest {
  private static final List<String> NAMES = List.of("PUSHOVER_TOKEN", "PUSHOVER_USER");

  @SuppressWarnings("NullAway.Init")
  private LoopbackServer server;

  private String body = "{}";
  private int status = 200;
  private String asked = "";

  @BeforeEach
  void serve() throws IOException {
    server =
        new LoopbackServer(
            exchange -> {
              asked = exchange.getRequestURI().toString();
              String token = exchange.getRequestHeaders().getFirst("Authorization");
              LoopbackServer.answer(
                  exchange, "Bearer dp.st.good".equals(token) ? status : 401, body);
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theNamedSecretsComeInTheirOrderAndNoOthers() {
    body =
        """
        {"PUSHOVER_USER": "u", "DOPPLER_PROJECT": "p", "PUSHOVER_TOKEN": "t"}""";

    assertThat(RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .containsExactly(
            java.util.Map.entry("PUSHOVER_TOKEN", new Secret("t")),
            java.util.Map.entry("PUSHOVER_USER", new Secret("u")));
    assertThat(asked).startsWith("/v3/configs/config/secrets/download?format=json");
  }

  @Test
  void whatAFileLeftOnAValueIsNoPartOfIt() {
    body =
        """
        {"PUSHOVER_TOKEN": "\\ufefft\\r\\n", "PUSHOVER_USER": "-----BEGIN\\nKEY\\n"}""";

    assertThat(RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .containsExactly(
            java.util.Map.entry("PUSHOVER_TOKEN", new Secret("t")),
            java.util.Map.entry("PUSHOVER_USER", new Secret("-----BEGIN\nKEY\n")));

    body = "{\"PUSHOVER_TOKEN\": \"\\ufeff\\r\\n\", \"PUSHOVER_USER\": \"u\"}";
    assertThatThrownBy(() -> RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .hasMessageContaining("missing or empty: PUSHOVER_TOKEN;");
  }

  @Test
  void oneErrorNamesAllThatAreMissingOrEmpty() {
    body =
        """
        {"PUSHOVER_USER": " ", "OTHER": "hunter2"}""";

    assertThatThrownBy(() -> RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "nothing was changed, because these secrets are missing or empty: PUSHOVER_TOKEN,"
                + " PUSHOVER_USER; set them where they come from, or remove their names from"
                + " gapwatch:secrets");
  }

  @Test
  void aRefusedTokenIsSaidAndNotShown() {
    assertThatThrownBy(() -> doppler("dp.st.bad").fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("refused the service token (HTTP 401)")
        .hasMessageNotContaining("dp.st.bad");
  }

  @Test
  void anAnswerThatIsNoJsonIsNotQuoted() {
    body = "hunter2 is the word";

    assertThatThrownBy(() -> doppler("dp.st.good").fetch())
        .isInstanceOf(InfraException.class)
        .hasNoCause()
        .hasMessageNotContaining("hunter2");
  }

  /** A page may come with any status, and Doppler's own answers are all JSON. */
  @Test
  void aPageOfAProxyIsNotDopplersWord() {
    body = " \uFEFF<!DOCTYPE html><title>Sign in</title>";
    for (int each : List.of(200, 401, 403, 404)) {
      status = each;

      assertThatThrownBy(() -> doppler("dp.st.good").fetch())
          .isInstanceOf(InfraException.class)
          .hasMessageContaining("is a proxy in between?")
          .hasMessageNotContaining("Sign in");
    }
  }

  @Test
  void aRefusalInOtherWordsThanDopplersIsThatOfSomethingInBetween() {
    for (String words : List.of("", "Access denied by policy")) {
      for (int each : List.of(401, 403)) {
        status = each;
        body = words;

        assertThatThrownBy(() -> doppler("dp.st.good").fetch())
            .isInstanceOf(InfraException.class)
            .hasMessageContaining("is a proxy in between?");
      }
    }

    body = "{\"messages\": [\"Invalid Service token\"], \"success\": false}";
    assertThatThrownBy(() -> doppler("dp.st.good").fetch())
        .hasMessageContaining("refused the service token (HTTP 403)");
  }

  @Test
  void aByteOrderMarkBeforeTheAnswerIsNoPartOfIt() {
    body = "\uFEFF{\"A\": \"one\"}\r\n";

    assertThat(doppler("dp.st.good").fetch()).isEqualTo(java.util.Map.of("A", new Secret("one")));
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    DopplerApi doppler = doppler("dp.st.good");
    server.close();

    assertThatThrownBy(doppler::fetch)
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not reach Doppler at");
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> doppler("dp.st.hunter2\nx").fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("the Doppler service token")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aTokenWithALineEndFromAFileIsGood() {
    assertThat(doppler("dp.st.good\r\n").fetch()).isEmpty();
    assertThat(doppler("\uFEFFdp.st.good\r\n").fetch()).isEmpty();
  }

  @Test
  void aNullIsNoSecret() {
    body = "{\"PUSHOVER_USER\": null, \"PUSHOVER_TOKEN\": \"t\"}";

    assertThatThrownBy(() -> RequiredSecrets.from(doppler("dp.st.good"), NAMES))
        .hasMessageContaining("missing or empty: PUSHOVER_USER;");
  }

  private DopplerApi doppler(String token) {
    return new DopplerApi(server.address(), new Secret(token));
  }
}
