package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trades an instance's certificate for a token that is bound to the session key in the request. */
final class FederationService implements CloudService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final X509Certificate root;
  private final Map<String, PublicKey> sessions = new ConcurrentHashMap<>();
  private volatile Duration life = Duration.ofMinutes(20);

  FederationService(X509Certificate root) {
    this.root = root;
  }

  /** The session key that this token was given out for. */
  PublicKey session(String token) {
    PublicKey key = sessions.get(token);
    if (key == null) {
      throw new Refused(401, "NotAuthenticated");
    }
    return key;
  }

  void giveTokensFor(Duration duration) {
    life = duration;
  }

  Iterable<String> tokens() {
    return sessions.keySet();
  }

  @Override
  public String answer(CloudRequest request) throws Exception {
    JsonNode body = JSON.readTree(request.body());
    X509Certificate leaf = certificate(body.get("certificate").textValue());
    requireChain(leaf, certificate(body.get("intermediateCertificates").get(0).textValue()));
    HttpSignature signature = HttpSignature.of(request);
    requireKeyId(signature.keyId(), leaf);
    signature.verify(request, leaf.getPublicKey());
    return JSON.writeValueAsString(Map.of("token", token(publicKey(body))));
  }

  private void requireChain(X509Certificate leaf, X509Certificate intermediate) {
    try {
      leaf.checkValidity();
      leaf.verify(intermediate.getPublicKey());
      intermediate.verify(root.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new Refused(401, "NotAuthenticated");
    }
  }

  private static void requireKeyId(String keyId, X509Certificate leaf)
      throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
    String fingerprint = HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    String expected = InstanceCertificates.TENANCY + "/fed-x509-sha256/" + fingerprint;
    if (!keyId.equals(expected)) {
      throw new Refused(401, "NotAuthenticated");
    }
  }

  private String token(RSAPublicKey session) throws Exception {
    String jwk =
        JSON.writeValueAsString(
            Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                "session",
                "n",
                base64(session.getModulus().toByteArray()),
                "e",
                base64(session.getPublicExponent().toByteArray())));
    Instant now = Instant.now();
    Map<String, Object> claims =
        Map.of(
            "sub",
            "ocid1.instance.oc1.phx.test",
            "iat",
            now.getEpochSecond(),
            "exp",
            now.plus(life).getEpochSecond(),
            "jwk",
            jwk);
    String token =
        base64("{\"alg\":\"RS256\"}".getBytes(UTF_8))
            + "."
            + base64(JSON.writeValueAsBytes(claims))
            + ".c2lnbmVk";
    sessions.put(token, session);
    return token;
  }

  private static X509Certificate certificate(String base64) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  private static RSAPublicKey publicKey(JsonNode body) throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(body.get("publicKey").textValue());
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
