package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.schema.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may look. Scrapers show the token as a bearer, browsers ask for it as a password.
 *
 * @param token empty on the loopback address, where who asks is on this machine
 */
record Gate(Optional<Secret> token) {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  /**
   * Whether the request was meant for this machine: a page on the web may send a browser to a name
   * of its own that leads here.
   */
  boolean knowsHost(@Nullable String host) {
    if (token.isPresent()) {
      return true;
    }
    String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
    return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d+){3}");
  }

  boolean lets(@Nullable String authorization) {
    return token.isEmpty() || same(shown(authorization == null ? "" : authorization));
  }

  private boolean same(String shown) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8),
        token.orElseThrow().reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(String authorization) {
    if (authorization.startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    if (!authorization.startsWith(BASIC)) {
      return "";
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
