package io.gapwatch.agent.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.secret.SecretStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real one does seldom or never, by ours. */
class VaultSecretsTest extends VaultContract {
  private final VaultStandIn vault = new VaultStandIn();

  @Override
  AnyVault vault() {
    return vault;
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void asksAgainWhileItIsOutOfOrderAndOnlyOnceThatLong() {
    vault.put("gapwatch", Map.of("A", "one"));
    SecretStore store = store(role());
    times(3, 500, "{\"errors\":[\"internal error\"]}");
    assertThat(store.get("A").reveal()).isEqualTo("one");

    vault.requests.clear();
    times(9, 502, "<html>Bad Gateway</html>");
    assertThat(reason(store, "A"))
        .isEqualTo(
            "Vault at %s is overloaded or failing (HTTP 502); see its log"
                .formatted(vault.address()));
    assertThat(vault.requests).hasSize(4);
    vault.requests.clear();
    reason(store, "B");
    assertThat(vault.requests).hasSize(1);
  }

  @Test
  void oneThatIsSilentIsGivenUp() {
    vault.hangs = true;
    VaultTimeouts soon =
        new VaultTimeouts(
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(1),
            Duration.ofSeconds(1));
    VaultApi api = new VaultApi(vault.address(), Optional.empty(), Optional.empty(), soon);
    SecretStore store =
        new VaultSecrets(api, new KvSecret("secret", "gapwatch"), role(), soon, nanoTime::get);

    assertThat(reason(store, "A"))
        .isEqualTo("Vault at %s does not answer: no answer in time".formatted(vault.address()));
    store.close();
  }

  @Test
  void nobodyThereIsTold() throws IOException {
    try (ClosedPort port = new ClosedPort()) {
      URI nowhere = URI.create("http://127.0.0.1:" + port.number());
      VaultApi api = new VaultApi(nowhere, Optional.empty(), Optional.empty(), TIMEOUTS);
      SecretStore store =
          new VaultSecrets(api, new KvSecret("secret", "gapwatch"), role(), TIMEOUTS, () -> 0);

      assertThat(reason(store, "A")).contains("does not answer: cannot connect");
    }
  }

  @Test
  void aTokenGoesToNoOtherHost() {
    times(1, 307, "");

    assertThat(reason(store(role()), "A"))
        .isEqualTo(
            "Vault at %s sends elsewhere (HTTP 307), as a standby does; set address to the active one"
                .formatted(vault.address()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Log in to the hotel</html>", "[1]", "{\"auth\":", "\"text\""})
  void whatIsNotVaultIsNotBelieved(String body) {
    times(1, 200, body);

    assertThat(reason(store(role()), "A")).contains("is not Vault");
  }

  @Test
  void namesTheNamespace() {
    vault.put("gapwatch", Map.of("A", "one"));
    VaultApi api = new VaultApi(vault.address(), Optional.of("team/a"), Optional.empty(), TIMEOUTS);
    new VaultSecrets(api, new KvSecret("secret", "gapwatch"), role(), TIMEOUTS, () -> 0).get("A");

    assertThat(vault.namespaces).containsExactly("team/a", "team/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 400, 403, 404, 429, 500, 503})
  void whatIsThrownBackAtItIsNeverShown(int status) {
    vault.put("gapwatch", Map.of("A", "PLANTED-value"));
    String thrown =
        status == 204
            ? ""
            : "{\"errors\":[\"%s PLANTED\"],\"auth\":\"PLANTED\",\"data\":\"PLANTED\"}"
                .formatted(vault.secretId());
    times(20, status, thrown);

    assertThat(reason(store(role()), "A")).doesNotContain("PLANTED");
    vault.next.clear();
    SecretStore store = store(role());
    store.get("A");
    times(20, status, thrown);
    assertThat(reason(store, "A")).doesNotContain("PLANTED");
    assertThat(store + " " + role() + " " + token("PLANTED")).doesNotContain("PLANTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "", "ümlaut"})
  void aCredentialThatNoHeaderCanHoldIsNotSent(String text) {
    SecretStore store = store(token(text));

    assertThat(reason(store, "A")).contains("is not one word of ASCII");
    assertThat(vault.requests).isEmpty();
  }

  @Test
  void aGivenTokenNearItsEndIsRenewedAtTheFirstQuestion() {
    vault.next.add(
        new VaultStandIn.Fixed(
            200, "{\"data\":{\"ttl\":600,\"creation_ttl\":3600,\"renewable\":true}}"));
    new VaultSession(api(), token(vault.token()), nanoTime::get).token();

    assertThat(vault.requests)
        .containsExactly("GET auth/token/lookup-self", "POST auth/token/renew-self");
  }

  private void times(int times, int status, String body) {
    for (int each = 0; each < times; each++) {
      vault.next.add(new VaultStandIn.Fixed(status, body));
    }
  }
}
