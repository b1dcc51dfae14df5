package io.gapwatch.agent.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What a VM signs with: a token of the token service, and the key that it was given out for.
 *
 * @param expiry when the token ends to be accepted
 */
record InstanceSession(OciSigner signer, Instant expiry) {
  private static final int KEY_BITS = 2048;

  /** The difference of clocks that OCI allows. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** The session of a token, which is a JWT that tells its end. */
  static InstanceSession of(String token, KeyPair key) {
    return new InstanceSession(new OciSigner("ST$" + token, key.getPrivate()), expiry(token));
  }

  private static Instant expiry(String token) {
    try {
      String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
      return Instant.ofEpochSecond(Long.parseLong(OciJson.text(claims, "exp").orElseThrow()));
    } catch (RuntimeException quotesTheToken) {
      throw OciFailures.unreadable("the token does not say when it expires");
    }
  }

  boolean isValid(Instant now) {
    return now.plus(MARGIN).isBefore(expiry);
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }
}
