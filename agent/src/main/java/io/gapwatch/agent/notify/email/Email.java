package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import jakarta.mail.MessagingException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Sends mail. Each attempt at a message has the same Message-ID, so that a repeat can be told. */
final class Email implements Messenger {
  private final EmailSettings settings;
  private final Supplier<SSLSocketFactory> tls;

  /**
   * @param tls makes the connections that are encrypted, and verifies certificates; asked late,
   *     because to read all certificates takes time
   */
  Email(EmailSettings settings, Supplier<SSLSocketFactory> tls) {
    this.settings = settings;
    this.tls = tls;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsHealthySummary() {
    return settings.healthy();
  }

  @Override
  public boolean carriesReport() {
    return true;
  }

  @Override
  public String manner(Message message) {
    return "mail to " + String.join(", ", settings.to());
  }

  @Override
  public Delivery send(Message message) {
    return inTime(
        submission -> submission.send(new Mail(settings, submission.session()).of(message)));
  }

  /** Logs in, names sender and receivers, and sends nothing. */
  @Override
  public Delivery test() {
    return inTime(Submission::rehearse);
  }

  /** What talks to the server. */
  private interface Conversation {
    Delivery hold(Submission submission) throws MessagingException;
  }

  /** A server that answers one letter at a time would keep each single time-out. */
  private Delivery inTime(Conversation conversation) {
    FutureTask<Delivery> task = new FutureTask<>(() -> held(conversation));
    Thread thread = new Thread(task, "smtp");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new Delivery.Failed(
          "%s: no answer within %ds; is it smtps:// on 465, or smtp:// on 587?"
              .formatted(settings.server(), settings.timeout().toSeconds()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Delivery.Failed("interrupted while sending mail");
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private Delivery held(Conversation conversation) {
    try {
      return conversation.hold(new Submission(settings, tls.get()));
    } catch (MessagingException e) {
      return new Trouble(settings).of(e);
    }
  }

  @Override
  public String toString() {
    return "Email[" + settings.name() + "]";
  }
}
