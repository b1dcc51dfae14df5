package io.gapwatch.agent.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What holds of the real Vault and of ours. */
abstract class VaultContract {
  static final VaultTimeouts TIMEOUTS =
      new VaultTimeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMillis(1),
          Duration.ofMinutes(2));

  final AtomicLong nanoTime = new AtomicLong();

  abstract AnyVault vault();

  VaultApi api() {
    return new VaultApi(vault().address(), Optional.empty(), Optional.empty(), TIMEOUTS);
  }

  VaultLogin role() {
    return role(vault().role(), vault().secretId());
  }

  static VaultLogin role(String role, String secretId) {
    return new VaultLogin.AppRole("approle", role, Credential.of(new Secret(secretId)));
  }

  static VaultLogin token(String token) {
    return new VaultLogin.Token(Credential.of(new Secret(token)));
  }

  SecretStore store(VaultLogin login) {
    return store(new KvSecret("secret", "gapwatch"), login);
  }

  SecretStore store(KvSecret place, VaultLogin login) {
    return new VaultSecrets(api(), place, login, TIMEOUTS, nanoTime::get);
  }

  static String reason(SecretStore store, String name) {
    return catchThrowableOfType(SecretUnavailableException.class, () -> store.get(name)).reason();
  }

  @Test
  void readsTheCurrentVersionByRoleAndByToken() {
    for (VaultLogin login : new VaultLogin[] {role(), token(vault().token())}) {
      vault().put("gapwatch", Map.of("A", "one", "B", "two"));
      SecretStore store = store(login);
      assertThat(store.get("A").reveal()).isEqualTo("one");
      assertThat(store.get("B").reveal()).isEqualTo("two");
      String first = store.version("A");
      assertThat(first).matches("version \\d+ of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

      vault().put("gapwatch", Map.of("A", "three"));

      assertThat(store.get("A").reveal()).isEqualTo("three");
      assertThat(store.version("A")).isNotEqualTo(first);
      store.close();
    }
  }

  @Test
  void saysWhatIsWrongWithAValue() {
    vault().put("gapwatch", Map.of("A", "one", "BLANK", " ", "LIST", List.of("x"), "N", 7));
    SecretStore store = store(role());

    assertThat(reason(store, "Z"))
        .isEqualTo(
            "secret/gapwatch in Vault has no such key; see vault kv get -mount=secret gapwatch");
    assertThat(reason(store, "BLANK")).isEqualTo("empty in secret/gapwatch of Vault");
    assertThat(reason(store, "LIST")).contains("it is not text");
    assertThat(store.get("N").reveal()).isEqualTo("7");
  }

  @Test
  void saysWhyAPathGivesNothing() {
    vault().put("gapwatch/other", Map.of("A", "one"));

    assertThat(reason(store(new KvSecret("secret", "gapwatch/other"), role()), "A"))
        .startsWith("Vault denies it: ")
        .endsWith("read on secret/data/gapwatch/other");
    assertThat(reason(store(new KvSecret("elsewhere", "gapwatch"), role()), "A"))
        .satisfiesAnyOf(
            text -> assertThat(text).startsWith("Vault denies it"),
            text -> assertThat(text).startsWith("Vault has no engine at elsewhere"));

    vault().put("gapwatch", Map.of("A", "one"));
    vault().delete("gapwatch");
    assertThat(reason(store(role()), "A"))
        .startsWith("the newest version of secret/gapwatch in Vault was deleted at 20");
  }

  @Test
  void saysThatTheLoginIsRefused() {
    assertThat(reason(store(role(vault().role(), "00000000-1111-2222-3333-444444444444")), "A"))
        .startsWith("Vault refused the AppRole login (HTTP ")
        .contains("make a new secret id: vault write -f auth/approle/role/NAME/secret-id");
    assertThat(reason(store(role("nobody", vault().secretId())), "A"))
        .startsWith("Vault refused the AppRole login (HTTP 400)");
    VaultLogin elsewhere =
        new VaultLogin.AppRole("else", vault().role(), Credential.of(new Secret("any")));
    assertThat(reason(store(elsewhere), "A")).contains("AppRole");
    assertThat(reason(store(token("hvs.nobodys")), "A")).startsWith("Vault denies it: the token");
  }

  @Test
  void aRoleLogsInAgainWhenItsTokenIsNoLongerGoodAndATokenCannot() {
    vault().put("gapwatch", Map.of("A", "one"));
    VaultSession session = new VaultSession(api(), role(), nanoTime::get);
    Secret first = session.token();
    vault().revoke(first.reveal());
    assertThat(session.replace(first)).isTrue();
    assertThat(session.token()).isNotEqualTo(first);

    String given = vault().token();
    SecretStore store = store(token(given));
    assertThat(store.get("A").reveal()).isEqualTo("one");
    vault().revoke(given);
    assertThat(reason(store, "A")).startsWith("Vault denies it: the token is no longer good");
  }

  @Test
  void renewsInTimeAndGivesTheTokenBackAtTheEnd() {
    VaultSession session = new VaultSession(api(), role(), nanoTime::get);
    Secret token = session.token();
    assertThat(lookUp(token).body().at("/data/last_renewal_time").asLong()).isZero();

    nanoTime.addAndGet(Duration.ofMinutes(30).toNanos());
    assertThat(session.token()).isEqualTo(token);
    assertThat(lookUp(token).body().at("/data/last_renewal_time").asLong()).isZero();

    nanoTime.addAndGet(Duration.ofMinutes(15).toNanos());
    assertThat(session.token()).isEqualTo(token);
    assertThat(lookUp(token).body().at("/data/last_renewal_time").asLong()).isPositive();

    session.close();
    assertThat(lookUp(token).isForbidden()).isTrue();
  }

  @Test
  void aTokenThatMayNotBeRenewedByARoleIsReplaced() {
    VaultSession session = new VaultSession(api(), role(), nanoTime::get);
    Secret token = session.token();
    vault().revoke(token.reveal());

    nanoTime.addAndGet(Duration.ofMinutes(45).toNanos());

    assertThat(session.token()).isNotEqualTo(token);
  }

  @Test
  void aGivenTokenStaysGoodAfterwards() {
    vault().put("gapwatch", Map.of("A", "one"));
    String given = vault().token();
    SecretStore store = store(token(given));
    store.get("A");
    store.close();

    assertThat(lookUp(new Secret(given)).isOk()).isTrue();
  }

  @Test
  void aSealedVaultIsToldAtOnceAndReadAgainWhenItIsOpen() {
    vault().put("gapwatch", Map.of("A", "one"));
    SecretStore before = store(role());
    before.get("A");
    vault().seal();
    try {
      assertThat(reason(before, "A")).isEqualTo(sealed());
      assertThat(reason(store(role()), "A")).isEqualTo(sealed());
      assertThat(reason(store(token("hvs.any")), "A")).isEqualTo(sealed());
    } finally {
      vault().unseal();
    }
    assertThat(before.get("A").reveal()).isEqualTo("one");
  }

  private String sealed() {
    return "Vault at %s is sealed; open it: vault operator unseal, with its keys"
        .formatted(vault().address());
  }

  private VaultAnswer lookUp(Secret token) {
    return api().get("auth/token/lookup-self", token);
  }
}
