package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.vault.VaultTrouble.Kind;
import java.time.Duration;
import java.util.Map;

/** How to get a token. */
sealed interface VaultLogin {
  /**
   * Asks for one, or for what is known of the given one.
   *
   * @throws VaultTrouble when it is refused, or Vault does not answer
   */
  Lease login(VaultApi api);

  /** Whether another login may give a token that is accepted where this one's is not. */
  boolean canRepeat();

  /** Gives back what the login made, so that a machine's hourly runs leave no tokens behind. */
  void logout(VaultApi api, Lease lease);

  /**
   * A machine's login.
   *
   * @param mount where AppRole is mounted
   */
  record AppRole(String mount, String role, Credential secretId) implements VaultLogin {
    @Override
    public Lease login(VaultApi api) {
      VaultAnswer answer =
          api.post(
              "auth/" + mount + "/login",
              Map.of("role_id", role, "secret_id", secretId.read().reveal()));
      JsonNode auth = answer.body().path("auth");
      if (answer.isOk() && !auth.path("client_token").asText().isEmpty()) {
        return Lease.of(auth);
      }
      if (answer.isNotFound() || answer.says("no handler for route")) {
        throw new VaultTrouble(
            Kind.FINAL,
            "Vault has no AppRole at auth/%s; see vault auth list, and set roleMount"
                .formatted(mount));
      }
      // Version 1.13 says 500 to a wrong secret id, others 400; a missing mount may be a 403.
      throw new VaultTrouble(
          Kind.LOGIN_REFUSED,
          "Vault refused the AppRole login (HTTP %d); check the role id, and make a new secret id: vault write -f auth/%s/role/NAME/secret-id"
              .formatted(answer.status(), mount));
    }

    @Override
    public boolean canRepeat() {
      return true;
    }

    @Override
    public void logout(VaultApi api, Lease lease) {
      api.post("auth/token/revoke-self", lease.token(), Map.of());
    }

    @Override
    public String toString() {
      return "AppRole";
    }
  }

  /** A token that somebody made. */
  record Token(Credential token) implements VaultLogin {
    @Override
    public Lease login(VaultApi api) {
      Secret value = token.read();
      VaultAnswer answer = api.get("auth/token/lookup-self", value);
      JsonNode data = answer.body().path("data");
      // A token without the default policy may not look itself up, and may still read.
      return answer.isOk()
          ? new Lease(
              value,
              Duration.ofSeconds(data.path("ttl").asLong()),
              Duration.ofSeconds(data.path("creation_ttl").asLong()),
              data.path("renewable").asBoolean())
          : new Lease(value, Duration.ZERO, Duration.ZERO, false);
    }

    @Override
    public boolean canRepeat() {
      return false;
    }

    @Override
    public void logout(VaultApi api, Lease lease) {
      // It is not ours to end.
    }

    @Override
    public String toString() {
      return "Token";
    }
  }
}
