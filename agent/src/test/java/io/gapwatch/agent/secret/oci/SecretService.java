package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Secret retrieval by OCID and by name, for those whose signature holds. */
final class SecretService implements CloudService {
  static final String VAULT = "ocid1.vault.oc1.phx.b5test.abyhtest";
  private static final String BUNDLES = "/20190301/secretbundles/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<String, PublicKey> sessionOfToken;
  private final Map<String, PublicKey> apiKeys = new ConcurrentHashMap<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, String> rawAnswers = new ConcurrentHashMap<>();
  private final Queue<CloudRequest> asked = new ConcurrentLinkedQueue<>();

  SecretService(Function<String, PublicKey> sessionOfToken) {
    this.sessionOfToken = sessionOfToken;
  }

  static String ocid(String name) {
    return "ocid1.vaultsecret.oc1.phx." + name;
  }

  void put(String name, String value) {
    secrets.put(name, value);
  }

  /** Answers this secret with any text instead of a bundle. */
  void putRaw(String name, String answer) {
    rawAnswers.put(name, answer);
    put(name, "");
  }

  void allow(String keyId, PublicKey apiKey) {
    apiKeys.put(keyId, apiKey);
  }

  /** Accepts a token that the token service did not give out. */
  void allowSession(String token, PublicKey key) {
    allow("ST$" + token, key);
  }

  /** All requests so far. */
  List<CloudRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String answer(CloudRequest request) throws Exception {
    asked.add(request);
    authenticate(request);
    String name = name(request);
    String value = secrets.get(name);
    if (value == null) {
      throw new Refused(404, "NotAuthorizedOrNotFound");
    }
    String raw = rawAnswers.get(name);
    return raw == null ? bundle(name, value) : raw;
  }

  private void authenticate(CloudRequest request) {
    HttpSignature signature = HttpSignature.of(request);
    String keyId = signature.keyId();
    PublicKey key = apiKeys.get(keyId);
    if (key == null && keyId.startsWith("ST$")) {
      key = sessionOfToken.apply(keyId.substring("ST$".length()));
    }
    if (key == null) {
      throw new Refused(401, "NotAuthenticated");
    }
    signature.verify(request, key);
  }

  private static String name(CloudRequest request) {
    String rest = request.uri().getPath().substring(BUNDLES.length());
    if (request.method().equals("GET")) {
      return rest.substring(ocid("").length());
    }
    Map<String, String> query = request.query();
    if (!rest.equals("actions/getByName") || !VAULT.equals(query.get("vaultId"))) {
      throw new Refused(404, "NotAuthorizedOrNotFound");
    }
    return query.getOrDefault("secretName", "");
  }

  private static String bundle(String name, String value) throws Exception {
    String content = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
    return JSON.writeValueAsString(
        Map.of(
            "secretId",
            ocid(name),
            "timeCreated",
            "2026-01-02T03:04:05.678Z",
            "versionNumber",
            1,
            "aFieldOfTomorrow",
            Map.of("a", 1),
            "stages",
            new String[] {"CURRENT", "LATEST"},
            "secretBundleContent",
            Map.of("contentType", "BASE64", "content", content)));
  }
}
