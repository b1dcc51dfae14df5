package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.email.PostOffice.Arrived;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Map;

/** The channel as the file configures it, for a server on loopback, and what arrives there. */
final class Mailing {
  /** What is sent where the text does not matter. */
  static final Message CRITICAL =
      Samples.message(Status.CRITICAL, Samples.DATA, Samples.opened("1", Samples.gap(1, 2)));

  private Mailing() {}

  static Messenger to(int port, String timeout) {
    return Channels.messenger(
        new EmailType(SelfSigned.LOOPBACK::client),
        keys("smtp", port, "x", "ops@example.org").replace("timeout: 1m", "timeout: " + timeout),
        Map.of());
  }

  static Messenger email(PostOffice office, String scheme, boolean login, String to) {
    return email(office, SelfSigned.LOOPBACK, scheme, login, to);
  }

  static Messenger email(
      PostOffice office, SelfSigned trusted, String scheme, boolean login, String to) {
    String keys = keys(scheme, office.port(), "${secret:P}", to);
    return Channels.messenger(
        new EmailType(trusted::client),
        login ? keys : keys.replaceFirst("//.*@127", "//127"),
        Map.of("P", PostOffice.PASSWORD));
  }

  static String keys(String scheme, int port, String password, String to) {
    return ("{server: \"%s://ops%%40example.org:%s@127.0.0.1:%d\","
            + " from: Gapwatch <gapwatch@example.org>, to: [%s], timeout: 1m}")
        .formatted(scheme, password, port, to);
  }

  static String header(Arrived arrived, String name) throws MessagingException {
    return arrived.mail().getHeader(name, null);
  }

  static String plain(Arrived arrived) {
    return part(arrived, 0);
  }

  static String part(Arrived arrived, int index) {
    try {
      BodyPart part = ((MimeMultipart) arrived.mail().getContent()).getBodyPart(index);
      return part.getContent().toString().replace("\r\n", "\n");
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
