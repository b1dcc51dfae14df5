package io.gapwatch.agent.notify.webhook;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 does: HMAC-SHA256 over the id, the time of the attempt and the
 * body, so that what was overheard cannot be sent again later.
 *
 * @see <a href="https://www.standardwebhooks.com">the rules</a>
 */
final class Signature {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final List<byte[]> keys;

  private Signature(List<byte[]> keys) {
    this.keys = keys;
  }

  /**
   * With these keys; each gets a signature of its own, so that a receiver may know the old or the
   * new one.
   *
   * @throws GapwatchException when one is not base64 of 24 to 64 bytes
   */
  static Signature with(String channel, List<Secret> secrets) {
    return new Signature(secrets.stream().map(secret -> key(channel, secret)).toList());
  }

  /** The headers of one attempt. */
  Map<String, String> headers(String id, Instant attempt, byte[] body) {
    String timestamp = Long.toString(attempt.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, id);
    headers.put(TIMESTAMP, timestamp);
    if (!keys.isEmpty()) {
      byte[] signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
      headers.put(
          SIGNATURE,
          keys.stream()
              .map(key -> "v1," + sign(key, signed, body))
              .collect(Collectors.joining(" ")));
    }
    return headers;
  }

  private static byte[] key(String channel, Secret secret) {
    String text = secret.reveal().strip();
    try {
      byte[] key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
      if (key.length >= SHORTEST && key.length <= LONGEST) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      throw unusable(channel);
    }
    throw unusable(channel);
  }

  /** Without a cause, which may quote a character of it. */
  private static GapwatchException unusable(String channel) {
    return new GapwatchException(
        ("channel %s: secret is not whsec_ and base64 of %d to %d bytes; openssl rand -base64 32"
                + " makes one")
            .formatted(channel, SHORTEST, LONGEST));
  }

  private static String sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException unknown) {
      throw new IllegalStateException("every Java has " + ALGORITHM, unknown);
    }
  }
}
