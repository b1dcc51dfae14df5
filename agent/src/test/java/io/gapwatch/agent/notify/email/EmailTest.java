package io.gapwatch.agent.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.AnswersContract;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Mishap;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.email.PostOffice.Arrived;
import io.gapwatch.agent.notify.email.PostOffice.Speech;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest extends AnswersContract {
  private final PostOffice office = new PostOffice(Speech.STARTTLS, SelfSigned.LOOPBACK, true);
  private final Messenger email = email(office, "smtp", true, "ops@example.org");

  @AfterEach
  void close() {
    office.close();
  }

  @Override
  protected Messenger messenger() {
    return email;
  }

  @Override
  protected List<String> arrived() {
    return office.arrived().stream()
        .map(mail -> plain(mail).lines().findFirst().orElse(""))
        .toList();
  }

  @Override
  protected int attempts() {
    return office.senders();
  }

  @Override
  protected void failNext() {
    office.refuseNext(451, "try again later");
  }

  @Override
  protected void refuseNext() {
    office.refuseNext(550, "we take no mail from you");
  }

  @Override
  protected Messenger meeting(Mishap mishap) {
    switch (mishap) {
      case TOO_MANY -> office.refuseNext(450, "too many messages; slow down");
      case ERROR -> office.refuseNext(451, "local error in processing");
      case TAKEN -> office.loseNextAnswer();
      case SILENCE -> {
        return to(odd(mishap).port(), "300ms");
      }
      case RESET, GARBAGE -> {
        return to(odd(mishap).port(), "1m");
      }
    }
    return email;
  }

  @Override
  protected Messenger stranger() {
    return Channels.messenger(
        new EmailType(SelfSigned.LOOPBACK::client),
        keys("smtp", office.port(), "${secret:P}", "ops@example.org"),
        Map.of("P", "PLANTED-password"));
  }

  private static Messenger to(int port, String timeout) {
    return Channels.messenger(
        new EmailType(SelfSigned.LOOPBACK::client),
        keys("smtp", port, "x", "ops@example.org").replace("timeout: 1m", "timeout: " + timeout),
        Map.of());
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

  /** By the headers for most readers, and by the subject for Gmail. */
  @Test
  void oneIncidentIsOneThread() throws MessagingException {
    Transition other = Samples.opened("2", Samples.gap(7, 8));
    email.send(critical);
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
    email.send(critical);
    email.send(critical);

    assertThat(header(office.arrived().get(0), "Message-ID"))
        .isEqualTo("<" + critical.id() + "@example.org>")
        .isEqualTo(header(office.arrived().get(1), "Message-ID"));
  }

  @Test
  void asksForNoAnswerFromWhoIsOnHoliday() throws MessagingException {
    email.send(critical);

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

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void logsInOverBothKindsOfTls(Speech speech) {
    try (PostOffice other = new PostOffice(speech, SelfSigned.LOOPBACK, true)) {
      String scheme = speech == Speech.TLS ? "smtps" : "smtp";

      assertThat(email(other, scheme, true, "ops@example.org").send(critical))
          .isEqualTo(Delivery.delivered());
      assertThat(other.arrived()).hasSize(1);
    }
  }

  /** A password in the clear is worse than a message that waits. */
  @Test
  void saysNothingInTheClear() {
    try (PostOffice open = new PostOffice(Speech.PLAIN, SelfSigned.LOOPBACK, false)) {
      assertThat(email(open, "smtp", true, "ops@example.org").send(critical))
          .isEqualTo(
              new Delivery.Failed(
                  "127.0.0.1:%d: it offers no STARTTLS, and neither password nor message goes out in the clear"
                      .formatted(open.port())));
      assertThat(open.senders()).isZero();
    }
  }

  @Test
  void aRelayOnThisMachineNeedsNoTls() {
    try (PostOffice open = new PostOffice(Speech.PLAIN, SelfSigned.LOOPBACK, false)) {
      assertThat(email(open, "smtp", false, "ops@example.org").send(critical))
          .isEqualTo(Delivery.delivered());
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTrusted() {
    SelfSigned wrong = SelfSigned.of("dns:elsewhere.example");
    try (PostOffice other = new PostOffice(Speech.TLS, wrong, true)) {
      Messenger wary = email(other, wrong, "smtps", true, "ops@example.org");

      assertThat(wary.send(critical).toString()).contains("TLS handshake failed");
      assertThat(other.senders()).isZero();
    }
  }

  @Test
  void aWrongPasswordIsRefusedWithoutIt() {
    for (Delivery delivery : List.of(stranger().send(critical), stranger().test())) {
      assertThat(delivery).isInstanceOf(Delivery.Refused.class);
      assertThat(delivery.toString()).contains("log-in refused").doesNotContain("PLANTED");
    }
  }

  /** What some cannot get, the others must. */
  @Test
  void aReceiverThatIsRefusedKeepsNobodyElseFromIt() {
    Messenger both = email(office, "smtp", true, "nobody@example.org, ops@example.org");

    assertThat(both.send(critical)).isEqualTo(Delivery.delivered());
    assertThat(office.arrived().get(0).to()).containsExactly("ops@example.org");
    assertThat(both.test().toString()).startsWith("Refused").contains("no such mailbox");
    assertThat(email(office, "smtp", true, "nobody@example.org").send(critical).toString())
        .startsWith("Refused")
        .contains("nobody@example.org: 550", "no such mailbox");
  }

  @Test
  void aReceiverThatIsToWaitWaits() {
    assertThat(email(office, "smtp", true, "later@example.org").send(critical).toString())
        .startsWith("Failed")
        .contains("later@example.org: 451", "greylisted");
  }

  /** Nobody knows who of them has it but the server, and a repeat is better than a loss. */
  @Test
  void theOthersDoNotWaitForWhoIsToWaitAndGetItAgainWithHim() {
    Messenger both = email(office, "smtp", true, "later@example.org, ops@example.org");

    assertThat(both.send(critical)).isInstanceOf(Delivery.Failed.class);
    assertThat(office.arrived())
        .singleElement()
        .satisfies(mail -> assertThat(mail.to()).containsExactly("ops@example.org"));
  }

  /** As plain SMTP spoken to port 465 is: both sides wait for the other. */
  @Test
  void aServerThatSaysNothingIsAFailureInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(to(silent.getLocalPort(), "300ms").send(critical).toString())
          .startsWith("Failed")
          .contains("smtps:// on 465, or smtp:// on 587?");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtps://mail.example.org                 | true  | mail.example.org | 465 | -",
        "smtp://mail.example.org                  | false | mail.example.org | 587 | -",
        "smtp://u:p@mail.example.org:2525         | false | mail.example.org | 2525 | u p",
        "smtps://ops%40example.org:a@b:c/d@m.org/ | true  | m.org | 465 | ops@example.org a@b:c/d",
      })
  void readsItsAddress(String text, boolean tls, String host, int port, String login) {
    MailServer server = MailServer.parse("mail", new Secret(text));

    assertThat(server.tls()).isEqualTo(tls);
    assertThat(server.host()).isEqualTo(host);
    assertThat(server.port()).isEqualTo(port);
    assertThat(server.login().map(one -> one.user() + " " + one.password().reveal()).orElse("-"))
        .isEqualTo(login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PLANTED",
        "https://u:PLANTED@m.org",
        "smtps://PLANTED@m.org",
        "smtp://u:PLANTED@m.org:99999"
      })
  void anAddressOfAnotherFormIsAnErrorWithoutIt(String text) {
    assertThatThrownBy(() -> MailServer.parse("mail", new Secret(text)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("channel mail: server is not like")
        .hasMessageNotContaining("PLANTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops", "\"a b@c.org\"", "\"a@b.org\\nBcc: c@d.org\"", "a@b@c.org"})
  void whatIsNoAddressIsAnErrorOfTheFile(String to) {
    assertThatThrownBy(
            () ->
                SettingsOf.yaml(
                    new EmailType().shape(),
                    "{server: \"${secret:S}\", from: a@b.org, to: [" + to + "]}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a mail address");
  }

  private Message withReport(String report) {
    return new Message(
        critical.id(),
        critical.job(),
        critical.status(),
        critical.at(),
        critical.title(),
        critical.summary(),
        critical.transitions(),
        critical.at(),
        report);
  }

  private static Messenger email(PostOffice office, String scheme, boolean login, String to) {
    return email(office, SelfSigned.LOOPBACK, scheme, login, to);
  }

  private static Messenger email(
      PostOffice office, SelfSigned trusted, String scheme, boolean login, String to) {
    String keys = keys(scheme, office.port(), "${secret:P}", to);
    return Channels.messenger(
        new EmailType(trusted::client),
        login ? keys : keys.replaceFirst("//.*@127", "//127"),
        Map.of("P", PostOffice.PASSWORD));
  }

  private static String keys(String scheme, int port, String password, String to) {
    return ("{server: \"%s://ops%%40example.org:%s@127.0.0.1:%d\","
            + " from: Gapwatch <gapwatch@example.org>, to: [%s], timeout: 1m}")
        .formatted(scheme, password, port, to);
  }

  private static String header(Arrived arrived, String name) throws MessagingException {
    return arrived.mail().getHeader(name, null);
  }

  private static String plain(Arrived arrived) {
    return part(arrived, 0);
  }

  private static String part(Arrived arrived, int index) {
    try {
      BodyPart part = ((MimeMultipart) arrived.mail().getContent()).getBodyPart(index);
      return part.getContent().toString().replace("\r\n", "\n");
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
