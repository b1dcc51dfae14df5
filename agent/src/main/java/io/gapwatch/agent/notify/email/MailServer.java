package io.gapwatch.agent.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where mail is handed in.
 *
 * @param tls whether TLS begins at once; else by STARTTLS
 * @param login empty where nobody logs in
 */
record MailServer(boolean tls, String host, int port, Optional<Login> login) {
  private static final Pattern FORM =
      Pattern.compile(
          "(smtps?)://(?:([^:]*):(.*)@)?(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]+)(?::(\\d{1,5}))?/?",
          Pattern.DOTALL);
  private static final int SUBMISSIONS = 465;
  private static final int SUBMISSION = 587;
  private static final int HIGHEST_PORT = 65_535;

  /** Who hands it in. */
  record Login(String user, Secret password) {
    /** The password, and what a log-in writes instead of it (RFC 4616, LOGIN). */
    List<Secret> secrets() {
      return List.of(
          password, encoded(password.reveal()), encoded("\0" + user + "\0" + password.reveal()));
    }

    private static Secret encoded(String text) {
      return new Secret(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }
  }

  /**
   * The text of the key. A password may hold any character, so that the last @ ends it.
   *
   * @throws GapwatchException when it is no such address; without a cause, which may quote it
   */
  static MailServer parse(String channel, Secret text) {
    Matcher parts = FORM.matcher(text.reveal().strip());
    if (!parts.matches()) {
      throw unusable(channel);
    }
    boolean tls = parts.group(1).equals("smtps");
    int port =
        parts.group(5) == null
            ? (tls ? SUBMISSIONS : SUBMISSION)
            : Integer.parseInt(parts.group(5));
    if (port < 1 || port > HIGHEST_PORT) {
      throw unusable(channel);
    }
    Optional<Login> login =
        parts.group(2) == null
            ? Optional.empty()
            : Optional.of(
                new Login(parts.group(2).replace("%40", "@"), new Secret(parts.group(3))));
    return new MailServer(tls, parts.group(4), port, login);
  }

  /**
   * Whether nothing may be said before STARTTLS. Only a relay on this machine that asks for no
   * password is spoken to in the clear.
   */
  boolean mustEncrypt() {
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return login.isPresent() || !here;
  }

  private static GapwatchException unusable(String channel) {
    return new GapwatchException(
        "channel %s: server is not like smtps://user:password@mail.example.org; check how it was copied"
            .formatted(channel));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
