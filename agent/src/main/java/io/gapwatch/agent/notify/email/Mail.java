package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.text.Lines;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message as mail: text and HTML. All mail on one incident refers to the same root and has the
 * same subject, so that readers show it as one thread; what became of it is in the first line.
 */
record Mail(EmailSettings settings, Session session) {
  private static final TextLimit SUBJECT = new TextLimit(150);

  MimeMessage of(Message message) throws MessagingException {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    String domain = domain();
    MimeMessage mail = new Identified(session, "<" + id(message.id()) + "@" + domain + ">");
    mail.setFrom(MailAddress.of(settings.from()));
    for (String to : settings.to()) {
      mail.addRecipient(RecipientType.TO, MailAddress.of(to));
    }
    mail.setSubject(SUBJECT.cut(Lines.oneLine(subject(message, updates))), "UTF-8");
    mail.setSentDate(Date.from(message.at()));
    // RFC 3834, and Exchange's own: no answers from who is on holiday.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    if (updates.stream().anyMatch(one -> one.urgent() && one.severity() == Severity.CRITICAL)) {
      mail.setHeader("Importance", "high");
    }
    if (!updates.isEmpty()) {
      mail.setHeader("In-Reply-To", root(updates.get(0), domain));
      mail.setHeader(
          "References",
          updates.stream()
              .map(one -> root(one, domain))
              .limit(50)
              .collect(Collectors.joining("\r\n ")));
    }
    mail.setContent(alternatives(message));
    return mail;
  }

  /** Of words alone their title; else the worst incident, without anything that changes. */
  private static String subject(Message message, List<IncidentUpdate> updates) {
    return updates.isEmpty()
        ? message.title()
        : "[%s] %s (%s)"
            .formatted(
                message.job(),
                updates.get(0).incident().finding().subject(),
                updates.get(0).incident().finding().checkId());
  }

  private static MimeMultipart alternatives(Message message) throws MessagingException {
    MailText text = new MailText(message);
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text.plain(), "UTF-8", "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(text.html(), "UTF-8", "html");
    return new MimeMultipart("alternative", plain, html);
  }

  private static String root(IncidentUpdate update, String domain) {
    return "<incident." + id(update.incident().id()) + "@" + domain + ">";
  }

  /** What stands before the @ of an id; ours are letters and digits anyway. */
  private static String id(String text) {
    return text.replaceAll("[^A-Za-z0-9]", ".").replaceAll("\\.+", ".").replaceAll("^\\.|\\.$", "");
  }

  private String domain() throws MessagingException {
    return new InternetAddress(settings.from()).getAddress().replaceAll(".*@", "");
  }

  /** Angus gives each mail a new id when it is saved. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
