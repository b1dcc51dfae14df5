package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.web.VendorWords;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** What a failure means: a server's 4xx may pass, its 5xx would come again (RFC 5321, 4.2.1). */
record Trouble(EmailSettings settings) {
  private static final int FIRST_REFUSAL = 500;

  Delivery of(MessagingException failure) {
    List<Exception> chain = chain(failure);
    for (Exception one : chain) {
      if (one instanceof AuthenticationFailedException login) {
        return refused("log-in refused: " + quote(login.getMessage()));
      }
      if (one instanceof SMTPSenderFailedException sender) {
        return answered(sender.getReturnCode(), sender.getMessage());
      }
    }
    for (Exception one : chain) {
      if (one instanceof SMTPAddressFailedException receiver) {
        return ofReceiver(failure, receiver);
      }
    }
    for (Exception one : chain) {
      if (one instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
        return ofTheText(send);
      }
    }
    return new Delivery.Failed(settings.server() + ": " + why(chain));
  }

  /** By the server's status. */
  Delivery answered(int status, @Nullable String words) {
    String said = quote(words);
    return status >= FIRST_REFUSAL
        ? refused(said)
        : new Delivery.Failed("%s answered %s".formatted(settings.server(), said));
  }

  /** After the whole mail: it is too long, or takes us for somebody who advertises. */
  private Delivery ofTheText(SMTPSendFailedException failure) {
    Delivery delivery = answered(failure.getReturnCode(), failure.getMessage());
    return delivery instanceof Delivery.Refused refused
        ? new Delivery.Refused(refused.reason(), true)
        : delivery;
  }

  /**
   * Of one who is refused for good while others got it, doctor tells: to try again would tell the
   * others with every run.
   */
  private Delivery ofReceiver(MessagingException failure, SMTPAddressFailedException receiver) {
    boolean refused = receiver.getReturnCode() >= FIRST_REFUSAL;
    boolean othersGotIt =
        failure instanceof SendFailedException send
            && send.getValidSentAddresses() != null
            && send.getValidSentAddresses().length > 0;
    if (refused && othersGotIt) {
      return Delivery.delivered();
    }
    String words = "%s: %s".formatted(receiver.getAddress(), quote(receiver.getMessage()));
    return refused
        ? refused(words)
        : new Delivery.Failed("%s answered of %s".formatted(settings.server(), words));
  }

  private Delivery refused(String words) {
    return new Delivery.Refused("%s refused it: %s".formatted(settings.server(), words));
  }

  /** By the kind: a library's own words may quote what was sent. */
  private static String why(List<Exception> chain) {
    for (Exception one : chain) {
      if (one instanceof SSLException) {
        return "TLS handshake failed; check the certificate, its name and the clock";
      }
      if (one instanceof SocketTimeoutException) {
        return "no answer in time; is it smtps:// on 465, or smtp:// on 587?";
      }
      if (one instanceof ConnectException
          || one instanceof UnknownHostException
          || one instanceof MailConnectException) {
        return "cannot connect; check the network, DNS and the firewall";
      }
      if (String.valueOf(one.getMessage()).contains("STARTTLS is required")) {
        return "it offers no STARTTLS, and neither password nor message goes out in the clear";
      }
    }
    return "the connection was lost before the server had taken it";
  }

  private String quote(@Nullable String words) {
    List<Secret> secrets =
        settings.server().login().map(MailServer.Login::secrets).orElse(List.of());
    return new VendorWords(secrets).quote(words == null ? "" : words);
  }

  /** An exception, what came with it, and their causes. */
  private static List<Exception> chain(MessagingException failure) {
    List<Exception> chain = new ArrayList<>();
    Exception next = failure;
    while (next != null) {
      chain.add(next);
      if (next.getCause() instanceof Exception cause && !chain.contains(cause)) {
        chain.add(cause);
      }
      next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
    return chain;
  }
}
