package io.gapwatch.infra.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.web.WebService;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/**
 * One secret of a KV version 2 engine of Vault.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2">its API</a>
 */
public final class KvVault {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebService service;
  private final Secret token;
  private final String mount;
  private final String path;

  /** The secret at this path of this mount. */
  public KvVault(URI address, Secret token, String mount, String path) {
    this.service = new WebService("Vault", address);
    this.token = token;
    this.mount = mount;
    this.path = path;
  }

  /** As people name it. */
  public String name() {
    return "%s/%s of Vault at %s".formatted(mount, path, service.base());
  }

  /**
   * What it holds now; a secret that is not there, or whose newest version was deleted, holds
   * nothing.
   *
   * @throws InfraException when Vault cannot be asked
   */
  public Held read() {
    HttpResponse<String> answer = request(Optional.empty());
    if (answer.statusCode() != 200 && answer.statusCode() != 404) {
      throw refused(answer);
    }
    if (answer.body().contains("no handler for route")) {
      throw new InfraException(
          "Vault at %s has no engine at %s: vault secrets enable -path=%2$s -version=2 kv"
              .formatted(service.base(), mount));
    }
    JsonNode data = tree(answer.body()).path("data");
    JsonNode values = data.path("data");
    return new Held(
        data.at("/metadata/version").asLong(),
        values.isObject() ? (ObjectNode) values : JSON.createObjectNode());
  }

  /**
   * Writes a new version, if nobody else wrote one since it was read.
   *
   * @return its number
   * @throws InfraException when it is refused
   */
  public long write(Held since, Map<String, Secret> changes) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("options").put("cas", since.version());
    ObjectNode values = since.values().deepCopy();
    changes.forEach((name, value) -> values.put(name, value.reveal()));
    body.set("data", values);
    HttpResponse<String> answer = request(Optional.of(body.toString()));
    if (answer.statusCode() == 400 && answer.body().contains("check-and-set")) {
      throw new InfraException(
          "somebody else changed %s just now; nothing was written. Try again".formatted(name()));
    }
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    return tree(answer.body()).at("/data/version").asLong();
  }

  private HttpResponse<String> request(Optional<String> body) {
    return service.send(
        "/v1/" + mount + "/data/" + path,
        request -> {
          request
              .header("X-Vault-Token", token.forHeader("the token for Vault"))
              .header("X-Vault-Request", "true");
          body.ifPresent(json -> request.POST(BodyPublishers.ofString(json)));
          return request;
        });
  }

  private InfraException refused(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 403 ->
          new InfraException(
              "Vault at %s denies it: the token is no longer good (vault token lookup), or its policy does not give create, read and update on %s/data/%s"
                  .formatted(service.base(), mount, path));
      case 503 ->
          new InfraException(
              "Vault at %s is sealed, or not initialised: vault operator unseal, vault operator init"
                  .formatted(service.base()));
      default -> service.unexpected(answer);
    };
  }

  private JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException quotesTheBody) {
      throw new InfraException(
          "what answers at %s is not Vault; check the address".formatted(service.base()));
    }
  }

  /**
   * What it held when it was read.
   *
   * @param version 0 where there is none
   */
  public record Held(long version, ObjectNode values) {
    /** Whether it has this very value. */
    public boolean has(String name, Secret value) {
      return values.path(name).isTextual() && values.path(name).textValue().equals(value.reveal());
    }

    /** Whether it has any value of this name. */
    public boolean has(String name) {
      return values.has(name);
    }

    /** Without the values. */
    @Override
    public String toString() {
      return "version " + version;
    }
  }
}
