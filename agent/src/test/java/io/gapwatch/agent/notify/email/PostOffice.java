package io.gapwatch.agent.notify.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on loopback, by subethasmtp: with STARTTLS, log-in and refusals. */
final class PostOffice implements AutoCloseable {
  static final String USER = "ops@example.org";
  static final String PASSWORD = "p@ss:w/ord%41";

  /**
   * A mail that was taken.
   *
   * @param to those it was for, of the envelope
   */
  record Arrived(List<String> to, MimeMessage mail) {}

  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<RejectException> rejections = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean losing = new AtomicBoolean();
  private final AtomicInteger senders = new AtomicInteger();
  private final SMTPServer server;

  /** How it is spoken to. */
  enum Speech {
    PLAIN,
    STARTTLS,
    TLS
  }

  PostOffice(Speech speech, SelfSigned certificate, boolean login) {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandlerFactory(Handler::new);
    if (speech == Speech.STARTTLS) {
      builder.enableTLS().requireTLS().startTlsSocketFactory(certificate.server(), false);
    } else if (speech == Speech.TLS) {
      builder.serverSocketFactory(certificate.server());
    }
    if (login) {
      builder
          .requireAuth()
          .authenticationHandlerFactory(
              new EasyAuthenticationHandlerFactory(
                  (user, password, context) -> {
                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                      throw new LoginFailedException("bad credentials for " + password);
                    }
                  }));
    }
    server = builder.build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  /** How often somebody named a sender. */
  int senders() {
    return senders.get();
  }

  /** Makes the next sender be refused. */
  void refuseNext(int status, String words) {
    rejections.add(new RejectException(status, words));
  }

  /** Takes the next mail, and hangs up instead of saying so. */
  void loseNextAnswer() {
    losing.set(true);
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Refuses mail to who is called nobody, and asks who is called later to come again. */
  private final class Handler implements MessageHandler {
    private final List<String> to = new ArrayList<>();

    Handler(MessageContext context) {}

    @Override
    public void from(String from) throws RejectException {
      senders.incrementAndGet();
      Optional<RejectException> rejection = Optional.ofNullable(rejections.poll());
      if (rejection.isPresent()) {
        throw rejection.get();
      }
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("nobody@")) {
        throw new RejectException(550, "no such mailbox");
      }
      if (recipient.startsWith("later@")) {
        throw new RejectException(451, "greylisted, try again later");
      }
      to.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException, RejectException {
      try {
        arrived.add(
            new Arrived(
                List.copyOf(to),
                new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(data.readAllBytes()))));
        if (losing.getAndSet(false)) {
          throw new DropConnectionException(421, "closing");
        }
        return "taken";
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void done() {}
  }
}
