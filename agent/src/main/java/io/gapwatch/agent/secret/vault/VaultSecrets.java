package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.vault.VaultTrouble.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Secrets from Vault. To create the store asks nothing; the first {@link #get} logs in, and each
 * one asks for the current version. Safe for several threads.
 */
final class VaultSecrets implements SecretStore {
  private static final int RETRIES = 3;
  private static final int LONGEST_PAUSE = 8;

  private final VaultApi api;
  private final KvSecret place;
  private final VaultSession session;
  private final VaultTimeouts timeouts;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** What was waited for in vain once is not waited for again: ten secrets cost the time of one. */
  private volatile boolean worthWaiting = true;

  VaultSecrets(
      VaultApi api,
      KvSecret place,
      VaultLogin login,
      VaultTimeouts timeouts,
      LongSupplier nanoTime) {
    this.api = api;
    this.place = place;
    this.session = new VaultSession(api, login, nanoTime);
    this.timeouts = timeouts;
  }

  @Override
  public Secret get(String name) {
    try {
      JsonNode data = Failsafe.with(whileItMayPass()).get(this::read);
      Secret value = value(name, data.path("data"));
      versions.put(name, version(data.path("metadata")));
      return value;
    } catch (VaultTrouble trouble) {
      worthWaiting &= trouble.kind() != Kind.MAY_PASS;
      throw new SecretUnavailableException(name, trouble.reason());
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      throw new SecretUnavailableException(name, "interrupted while waiting for Vault");
    }
  }

  private RetryPolicy<JsonNode> whileItMayPass() {
    return RetryPolicy.<JsonNode>builder()
        .handleIf(
            failure ->
                worthWaiting
                    && failure instanceof VaultTrouble trouble
                    && trouble.kind() == Kind.MAY_PASS)
        .withBackoff(timeouts.pause(), timeouts.pause().multipliedBy(LONGEST_PAUSE))
        .withJitter(0.2)
        .withMaxRetries(RETRIES)
        .withMaxDuration(timeouts.fetch())
        .build();
  }

  private JsonNode read() {
    Secret token = session.token();
    VaultAnswer answer = api.get(place.data(), token);
    // A token that was revoked, or ended while this machine slept, looks like a denied path.
    if (answer.isForbidden() && session.replace(token)) {
      answer = api.get(place.data(), session.token());
    }
    if (answer.isOk()) {
      return answer.body().path("data");
    }
    throw refused(answer);
  }

  private VaultTrouble refused(VaultAnswer answer) {
    if (answer.isForbidden()) {
      return new VaultTrouble(
          Kind.DENIED,
          "Vault denies it: the token is no longer good (vault token lookup), or its policy does"
              + " not give read on "
              + place.data());
    }
    if (answer.says("no handler for route")) {
      return new VaultTrouble(
          Kind.FINAL,
          "Vault has no engine at " + place.mount() + "; see vault secrets list, and set mount");
    }
    String deleted = answer.body().at("/data/metadata/deletion_time").asText();
    if (answer.isNotFound() && !deleted.isEmpty()) {
      return new VaultTrouble(
          Kind.FINAL,
          "the newest version of %s in Vault was deleted at %s; see vault kv undelete"
              .formatted(place, deleted));
    }
    if (answer.isNotFound()) {
      return new VaultTrouble(
          Kind.FINAL,
          "Vault has nothing at %s; try: %s. The engine must be KV of version 2"
              .formatted(place, place.command()));
    }
    return new VaultTrouble(
        Kind.FINAL,
        "Vault at %s answered HTTP %d; try: %s"
            .formatted(api.address(), answer.status(), place.command()));
  }

  private Secret value(String name, JsonNode values) {
    JsonNode value = values.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new SecretUnavailableException(
          name, "%s in Vault has no such key; see %s".formatted(place, place.command()));
    }
    if (!value.isValueNode()) {
      throw new SecretUnavailableException(
          name, "it is not text in %s of Vault, but an object or a list".formatted(place));
    }
    if (value.asText().isBlank()) {
      throw new SecretUnavailableException(name, "empty in %s of Vault".formatted(place));
    }
    return new Secret(value.asText());
  }

  /** The number is what an operator compares; the time says how old it is. */
  private static String version(JsonNode metadata) {
    String made = metadata.path("created_time").asText().replaceFirst("\\.\\d+Z$", "Z");
    return "version %d of %s".formatted(metadata.path("version").asLong(), made);
  }

  @Override
  public String version(String name) {
    return versions.getOrDefault(name, "");
  }

  @Override
  public String describe() {
    return "Vault";
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return "VaultSecrets[" + place + "]";
  }
}
