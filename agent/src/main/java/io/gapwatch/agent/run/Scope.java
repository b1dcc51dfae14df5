package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.source.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of what was measured with which settings. Results with a different one do not
 * belong to a check's past: another database, file, host or table has a different history, and
 * other settings see a different part of it.
 */
final class Scope {
  private static final int BYTES = 8;

  private Scope() {}

  /** The fingerprint of this check on this source. It is a hash and reveals nothing. */
  static String of(CheckConfig check, CheckType type, Session session) {
    String text =
        String.join(
            "\n", type.type(), session.identity(), check.settings().text(type.shape().keys()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
