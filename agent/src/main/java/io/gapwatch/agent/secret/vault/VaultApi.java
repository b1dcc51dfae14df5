package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.secret.vault.VaultTrouble.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests to Vault, one try each. Redirects, as a standby may send them, are not followed: the
 * token goes to no other host than the configured one.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs">its API</a>
 */
final class VaultApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_MANY = 429;
  private static final int OUT_OF_ORDER = 500;

  /** Statuses of Vault's own: no seal was opened, or it never got one. */
  private static final int SEALED = 503;

  private final URI address;
  private final Optional<String> namespace;
  private final Optional<SSLSocketFactory> trust;
  private final VaultTimeouts timeouts;

  VaultApi(
      URI address,
      Optional<String> namespace,
      Optional<SSLSocketFactory> trust,
      VaultTimeouts timeouts) {
    this.address = address;
    this.namespace = namespace;
    this.trust = trust;
    this.timeouts = timeouts;
  }

  URI address() {
    return address;
  }

  /**
   * Reads a path.
   *
   * @throws VaultTrouble when nobody answers, or Vault cannot answer anything now
   */
  VaultAnswer get(String path, Secret token) {
    return answer(Request.get(uri(path)).header("X-Vault-Token", token.reveal()));
  }

  /** Writes to a path as the holder of a token. */
  VaultAnswer post(String path, Secret token, Map<String, String> body) {
    return answer(Request.post(uri(path), bytes(body)).header("X-Vault-Token", token.reveal()));
  }

  /** Writes to a path that is open to everybody, as a login is. */
  VaultAnswer post(String path, Map<String, String> body) {
    return answer(Request.post(uri(path), bytes(body)));
  }

  private URI uri(String path) {
    return address.resolve("/v1/" + path);
  }

  private static byte[] bytes(Map<String, String> body) {
    try {
      return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  private VaultAnswer answer(Request bare) {
    // Vault's own proxies want the first of them against forged requests.
    Request request = bare.header("X-Vault-Request", "true");
    if (namespace.isPresent()) {
      request = request.header("X-Vault-Namespace", namespace.get());
    }
    if (trust.isPresent()) {
      request = request.trusting(trust.get());
    }
    try {
      Answer answer = Exchange.of(request, timeouts.connect(), timeouts.exchange()).answer();
      VaultAnswer read = new VaultAnswer(answer.status(), tree(answer.body()));
      refuseWhenOutOfOrder(read);
      return read;
    } catch (SSLException e) {
      throw new VaultTrouble(
          Kind.FINAL,
          "TLS with Vault at "
              + address
              + " failed; check that it speaks https there, and its certificate: caFile names one"
              + " that is not publicly known");
    } catch (IOException e) {
      throw new VaultTrouble(
          Kind.MAY_PASS, "Vault at " + address + " does not answer: " + HttpTrouble.inWords(e));
    }
  }

  private void refuseWhenOutOfOrder(VaultAnswer answer) {
    int status = answer.status();
    if (status == SEALED && answer.says("sealed")) {
      throw new VaultTrouble(
          Kind.FINAL,
          "Vault at " + address + " is sealed; open it: vault operator unseal, with its keys");
    }
    if (status == SEALED && answer.says("not initialized")) {
      throw new VaultTrouble(
          Kind.FINAL, "Vault at " + address + " is new and empty; begin with: vault operator init");
    }
    if (status == TOO_MANY || (status >= OUT_OF_ORDER && !answer.says("invalid"))) {
      throw new VaultTrouble(
          Kind.MAY_PASS,
          "Vault at %s is overloaded or failing (HTTP %d); see its log".formatted(address, status));
    }
    if (status >= 300 && status < 400) {
      throw new VaultTrouble(
          Kind.FINAL,
          "Vault at %s sends elsewhere (HTTP %d), as a standby does; set address to the active one"
              .formatted(address, status));
    }
    if (answer.body().isMissingNode()) {
      throw new VaultTrouble(
          Kind.FINAL,
          "what answers at %s (HTTP %d) is not Vault; check the address, and whether it wants https"
              .formatted(address, status));
    }
  }

  private static JsonNode tree(String body) {
    if (body.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isObject() ? tree : MissingNode.getInstance();
    } catch (JsonProcessingException quotesTheBody) {
      return MissingNode.getInstance();
    }
  }
}
