package io.gapwatch.agent.link;

import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 32 bytes by chance in a private file of the state folder, and in no backup: where a state is
 * restored, links of before are no longer valid.
 */
public final class SigningKey {
  private static final String NAME = "link-key";
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  /** 128 bits cannot be guessed, and make a link short enough for a message. */
  private static final int SIGNATURE_BYTES = 16;

  private final byte[] key;

  private SigningKey(byte[] key) {
    this.key = key;
  }

  /** The key of this state; empty if it has none that can be used. */
  public static Optional<SigningKey> of(Path state) {
    try {
      byte[] key = RegularFile.read(state.resolve(NAME), BYTES + 1);
      return key.length == BYTES ? Optional.of(new SigningKey(key)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same, which is made if there is none; empty if it cannot be stored. */
  public static Optional<SigningKey> ofOrNew(Path state) {
    return of(state).or(() -> make(state));
  }

  /** What another run has made at the same time counts, so that both sign alike. */
  static Optional<SigningKey> make(Path state) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      // Only its owner can read it.
      Path draft = Files.createTempFile(state, NAME + ".", "");
      try {
        Files.write(draft, fresh);
        put(draft, state);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return of(state);
  }

  /** Whole at once, and over nothing but what is no key. */
  private static void put(Path draft, Path state) throws IOException {
    Path key = state.resolve(NAME);
    try {
      // A move would replace what is there.
      Files.createLink(key, draft);
    } catch (FileSystemException | UnsupportedOperationException thereOrNoLinks) {
      if (of(state).isEmpty()) {
        Files.move(draft, key, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Signs a text of ASCII letters. */
  byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)), SIGNATURE_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
