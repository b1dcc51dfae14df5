package io.gapwatch.agent.notify.email;

import static io.gapwatch.agent.notify.email.Mailing.CRITICAL;
import static io.gapwatch.agent.notify.email.Mailing.email;
import static io.gapwatch.agent.notify.email.Mailing.header;
import static io.gapwatch.agent.notify.email.Mailing.part;
import static io.gapwatch.agent.notify.email.Mailing.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.email.PostOffice.Arrived;
import io.gapwatch.agent.notify.email.PostOffice.Speech;
import jakarta.mail.MessagingException;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in a mail, and in its header. */
class MailTest {
  private final PostOffice office = new PostOffice(Speech.STARTTLS, SelfSigned.LOOPBACK, true);
  private final Messenger email = email(office, "smtp", true, "ops@example.org");

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void isTextAndHtmlWithTheReport() throws MessagingException {
    email.send(withReport("REPORT <of> the run & more\n✅ blocks"));

    Arrived mail = office.arrived().get(0);
    assertThat(mail.mail().getContentType()).startsWith("multipart/alternative");
    assertThat(plain(mail))
        .startsWith("❌ CHAIN UNHEALTHY")
        .contains("CRITICAL blocks 1-2: 2 blocks missing")
        .contains("REPORT <of> the run & more");
    assertThat(part(mail, 1))
        .contains("<h1 style=")
        .contains("CRITICAL blocks 1-2: 2 blocks missing")
        .contains("<pre style=\"font-size:13px\">REPORT &lt;of&gt; the run &amp; more")
        .doesNotContain("<of>");
    assertThat(email.carriesReport()).isTrue();
  }

  private Message withReport(String report) {
    return CRITICAL.carrying(Message.Report.of(report));
  }

  /** By the headers for most readers, and by the subject for Gmail. */
  @Test
  void oneIncidentIsOneThread() throws MessagingException {
    Transition other = Samples.opened("2", Samples.gap(7, 8));
    email.send(CRITICAL);
    email.send(Samples.message(Status.CRITICAL, List.of(), other));
    email.send(Samples.message(Status.OK, List.of(), Samples.resolved("3", Samples.gap(1, 2))));

    List<Arrived> all = office.arrived();
    assertThat(header(all.get(0), "References"))
        .isEqualTo("<incident.blocks.blocks.1.2@example.org>");
    assertThat(header(all.get(2), "References")).isEqualTo(header(all.get(0), "References"));
    assertThat(header(all.get(2), "In-Reply-To")).isEqualTo(header(all.get(0), "References"));
    assertThat(all.get(0).mail().getSubject()).isEqualTo("[chain] blocks 1-2 (blocks)");
    assertThat(all.get(2).mail().getSubject()).isEqualTo(all.get(0).mail().getSubject());
    assertThat(header(all.get(1), "References")).isNotEqualTo(header(all.get(0), "References"));
  }

  @Test
  void aRepeatCanBeTold() throws MessagingException {
    email.send(CRITICAL);
    email.send(CRITICAL);

    assertThat(header(office.arrived().get(0), "Message-ID"))
        .isEqualTo("<" + CRITICAL.id() + "@example.org>")
        .isEqualTo(header(office.arrived().get(1), "Message-ID"));
  }

  @Test
  void asksForNoAnswerFromWhoIsOnHoliday() throws MessagingException {
    email.send(CRITICAL);

    Arrived mail = office.arrived().get(0);
    assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(mail, "X-Auto-Response-Suppress")).isEqualTo("All");
    assertThat(header(mail, "Importance")).isEqualTo("high");
    assertThat(mail.mail().getSentDate()).isEqualTo(Date.from(Samples.NOW));
    assertThat(mail.mail().getFrom()[0]).hasToString("Gapwatch <gapwatch@example.org>");
  }

  @Test
  void whatIsWatchedWritesNoHeader() throws MessagingException {
    email.send(
        Samples.message(
            Status.CRITICAL,
            List.of(),
            Samples.opened(
                "1",
                Samples.finding(
                    "c", Severity.CRITICAL, "a\r\nBcc: evil@example.org\r\n\r\nx 🔥", "b", "1"))));

    Arrived mail = office.arrived().get(0);
    assertThat(mail.mail().getHeader("Bcc")).isNull();
    assertThat(mail.mail().getSubject())
        .isEqualTo("[chain] a\\r\\nBcc: evil@example.org\\r\\n\\r\\nx 🔥 (c)");
  }
}
