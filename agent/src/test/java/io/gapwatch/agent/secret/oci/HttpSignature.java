package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signature of a request as OCI demands it.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm">the
 *     rules</a>
 */
record HttpSignature(String keyId, List<String> signedHeaders, String signature) {
  private static final Pattern FIELD = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final List<String> ALWAYS = List.of("date", "(request-target)", "host");
  private static final List<String> WITH_BODY =
      List.of("content-length", "content-type", "x-content-sha256");
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  static HttpSignature of(CloudRequest request) {
    String header = request.header("authorization");
    Map<String, String> fields =
        FIELD
            .matcher(header)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), HttpSignature::value));
    if (!header.startsWith("Signature ") || !"rsa-sha256".equals(fields.get("algorithm"))) {
      throw new Refused(401, "NotAuthenticated");
    }
    return new HttpSignature(
        fields.getOrDefault("keyId", ""),
        Arrays.asList(fields.getOrDefault("headers", "").split(" ")),
        fields.getOrDefault("signature", ""));
  }

  private static String value(MatchResult found) {
    return found.group(2);
  }

  /** Refuses the request unless the owner of this key signed all of it within five minutes. */
  void verify(CloudRequest request, PublicKey key) {
    boolean enough =
        signedHeaders.containsAll(ALWAYS)
            && (!request.method().equals("POST") || signedHeaders.containsAll(WITH_BODY));
    if (!enough || !isRecent(request) || !isBody(request) || !isSigned(request, key)) {
      throw new Refused(401, "NotAuthenticated");
    }
  }

  private static boolean isRecent(CloudRequest request) {
    Instant sent =
        ZonedDateTime.parse(request.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    return Duration.between(sent, Instant.now()).abs().compareTo(CLOCK_SKEW) < 0;
  }

  private boolean isBody(CloudRequest request) {
    if (!signedHeaders.contains("x-content-sha256")) {
      return true;
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body().getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest).equals(request.header("x-content-sha256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isSigned(CloudRequest request, PublicKey key) {
    String text =
        signedHeaders.stream()
            .map(name -> name + ": " + signedValue(request, name))
            .collect(Collectors.joining("\n"));
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(text.getBytes(UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signedValue(CloudRequest request, String name) {
    return name.equals("(request-target)")
        ? request.method().toLowerCase(Locale.ROOT) + " " + request.target()
        : request.header(name);
  }
}
