package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.notify.Delivery;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One conversation with the server: TLS, log-in, and what is handed in. */
final class Submission {
  private static final int OK = 250;

  private final EmailSettings settings;
  private final MailServer server;
  private final Session session;

  Submission(EmailSettings settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.server = settings.server();
    this.session = Session.getInstance(properties(tls));
  }

  Session session() {
    return session;
  }

  Delivery send(MimeMessage mail) throws MessagingException {
    Address[] all = mail.getAllRecipients();
    try (SMTPTransport transport = connected()) {
      transport.sendMessage(mail, all);
    }
    return Delivery.delivered();
  }

  /** Everything that comes before the message itself. */
  Delivery rehearse() throws MessagingException {
    try (SMTPTransport transport = connected()) {
      Delivery delivery = say(transport, "MAIL FROM:<" + mailbox(settings.from()) + ">");
      for (String to : settings.to()) {
        if (delivery instanceof Delivery.Delivered) {
          delivery = say(transport, "RCPT TO:<" + mailbox(to) + ">");
        }
      }
      transport.simpleCommand("RSET");
      return delivery;
    }
  }

  private Delivery say(SMTPTransport transport, String command) throws MessagingException {
    int status = transport.simpleCommand(command);
    return status == OK || status == OK + 1
        ? Delivery.delivered()
        : new Trouble(settings).answered(status, transport.getLastServerResponse());
  }

  private static String mailbox(String address) throws MessagingException {
    return new InternetAddress(address).getAddress();
  }

  private SMTPTransport connected() throws MessagingException {
    SMTPTransport transport =
        server.tls() ? new SMTPSSLTransport(session, null) : new SMTPTransport(session, null);
    String host = server.host().replaceAll("[\\[\\]]", "");
    if (server.login().isPresent()) {
      MailServer.Login login = server.login().get();
      transport.connect(host, server.port(), login.user(), login.password().reveal());
    } else {
      transport.connect(host, server.port(), null, null);
    }
    return transport;
  }

  private Properties properties(SSLSocketFactory tls) {
    String prefix = server.tls() ? "mail.smtps." : "mail.smtp.";
    String millis = Long.toString(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.put(prefix + "connectiontimeout", millis);
    properties.put(prefix + "timeout", millis);
    properties.put(prefix + "auth", Boolean.toString(server.login().isPresent()));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "ssl.socketFactory", tls);
    // One receiver that is refused keeps nobody else from it.
    properties.put(prefix + "sendpartial", "true");
    properties.put(prefix + "quitwait", "false");
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "starttls.required", Boolean.toString(server.mustEncrypt()));
    return properties;
  }
}
