package io.gapwatch.infra.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real Vault does seldom: VaultCopyCommandIT has the rest. */
class VaultCopyTest {
  private static final String HELD =
      "{\"data\":{\"data\":{\"A\":\"old\",\"OURS\":\"stays\"},\"metadata\":{\"version\":4}}}";

  private final List<String> written = new ArrayList<>();
  private int status = 200;
  private String body = HELD;
  private String answerToWrites = "{\"data\":{\"version\":5}}";

  @SuppressWarnings("NullAway.Init")
  private LoopbackServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new LoopbackServer(this::answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!"hvs.good".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      LoopbackServer.answer(exchange, 403, "{\"errors\":[\"permission denied PLANTED\"]}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      written.add(exchange.getRequestURI() + " " + LoopbackServer.body(exchange));
      LoopbackServer.answer(
          exchange, answerToWrites.contains("errors") ? 400 : 200, answerToWrites);
    } else {
      LoopbackServer.answer(exchange, status, body);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsThereAlreadyIsNotWritten() {
    assertThat(copy("hvs.good", Map.of("A", "old")).copy(false))
        .containsExactly("A: is there already");
    assertThat(written).isEmpty();
  }

  @Test
  void aDryRunWritesNothing() {
    Map<String, String> two = new LinkedHashMap<>();
    two.put("A", "new");
    two.put("B", "new");

    assertThat(copy("hvs.good", two).copy(true))
        .containsExactly("A: would be changed", "B: would be new");
    assertThat(written).isEmpty();
  }

  @Test
  void whatIsNotHeldAfterwardsIsToldWithoutItsValue() {
    assertThatThrownBy(() -> copy("hvs.good", Map.of("A", "PLANTED")).copy(false))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("does not hold what was written: A")
        .hasMessageNotContaining("PLANTED");
    assertThat(written)
        .containsExactly(
            "/v1/secret/data/gapwatch {\"options\":{\"cas\":4},\"data\":{\"A\":\"PLANTED\",\"OURS\":\"stays\"}}");
  }

  @Test
  void somebodyElsesChangeIsNotOverwritten() {
    answerToWrites =
        "{\"errors\":[\"check-and-set parameter did not match the current version PLANTED\"]}";

    assertThatThrownBy(() -> copy("hvs.good", Map.of("A", "new")).copy(false))
        .hasMessageContaining("somebody else changed secret/gapwatch of Vault")
        .hasMessageNotContaining("PLANTED");
  }

  @ParameterizedTest
  @CsvSource({
    "503, is sealed, or not initialised",
    "500, answered HTTP 500",
    "200, is not Vault",
    "404, has no engine at secret",
  })
  void whatCannotBeAskedIsTold(int answered, String words) {
    status = answered;
    body =
        answered == 404
            ? "{\"errors\":[\"no handler for route PLANTED\"]}"
            : "<html>PLANTED</html>";

    assertThatThrownBy(() -> copy("hvs.good", Map.of("A", "new")).copy(false))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("PLANTED");
    assertThat(written).isEmpty();
  }

  @Test
  void aWrongTokenIsToldAndNotShown() {
    assertThatThrownBy(() -> copy("hvs.PLANTED", Map.of("A", "new")).copy(false))
        .hasMessageContaining("denies it")
        .hasMessageContaining("secret/data/gapwatch")
        .hasMessageNotContaining("PLANTED");
  }

  private VaultCopy copy(String token, Map<String, String> values) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    values.forEach((name, value) -> secrets.put(name, new Secret(value)));
    return new VaultCopy(
        new KvVault(server.address(), new Secret(token), "secret", "gapwatch"), secrets);
  }
}
