package io.gapwatch.agent.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.http.Request;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs requests as OCI demands it: version 1, RSA-SHA256.
 *
 * @param keyId by which OCI finds the public key
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm">the
 *     rules</a>
 */
record OciSigner(String keyId, PrivateKey key) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String JSON = "application/json";

  /** The same request with the headers that prove who asks, and when. */
  Request sign(Request request, Instant now) {
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("date", DATE.format(now));
    signed.put("(request-target)", target(request));
    signed.put("host", host(request.uri()));
    Request complete = request.header("Date", DATE.format(now));
    if (request.method().equals("POST")) {
      String digest = digest(request.body());
      signed.put("content-length", String.valueOf(request.body().length));
      signed.put("content-type", JSON);
      signed.put("x-content-sha256", digest);
      complete = complete.header("Content-Type", JSON).header("x-content-sha256", digest);
    }
    return complete.header("Authorization", authorization(signed));
  }

  private String authorization(Map<String, String> signed) {
    String text =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    return "Signature version=\"1\",keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"%s\",signature=\"%s\""
        .formatted(keyId, String.join(" ", signed.keySet()), signature(text));
  }

  private String signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new VaultFailure(VaultFailure.Kind.FINAL, "the key cannot sign; is it an RSA key?");
    }
  }

  private static String digest(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String target(Request request) {
    URI uri = request.uri();
    String query = uri.getRawQuery();
    return request.method().toLowerCase(Locale.ROOT)
        + " "
        + uri.getRawPath()
        + (query == null ? "" : "?" + query);
  }

  /** As the HTTP client sends it: with the port, unless it is the scheme's own. */
  private static String host(URI uri) {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    boolean named = uri.getPort() >= 0 && uri.getPort() != usual;
    return named ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
  }

  /** Without key and key id, which may be a token. */
  @Override
  public String toString() {
    return "OciSigner";
  }
}
