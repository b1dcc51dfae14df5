package io.gapwatch.agent.notify.email;

import static io.gapwatch.agent.notify.email.Mailing.CRITICAL;
import static io.gapwatch.agent.notify.email.Mailing.email;
import static io.gapwatch.agent.notify.email.Mailing.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.email.PostOffice.Speech;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations with servers, over TLS and without, and with receivers whom they do not take. */
class SubmissionTest {
  private final PostOffice office = new PostOffice(Speech.STARTTLS, SelfSigned.LOOPBACK, true);

  @AfterEach
  void close() {
    office.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void logsInOverBothKindsOfTls(Speech speech) {
    try (PostOffice other = new PostOffice(speech, SelfSigned.LOOPBACK, true)) {
      String scheme = speech == Speech.TLS ? "smtps" : "smtp";

      assertThat(email(other, scheme, true, "ops@example.org").send(CRITICAL))
          .isEqualTo(Delivery.delivered());
      assertThat(other.arrived()).hasSize(1);
    }
  }

  /** A password in the clear is worse than a message that waits. */
  @Test
  void saysNothingInTheClear() {
    try (PostOffice open = new PostOffice(Speech.PLAIN, SelfSigned.LOOPBACK, false)) {
      assertThat(email(open, "smtp", true, "ops@example.org").send(CRITICAL))
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
      assertThat(email(open, "smtp", false, "ops@example.org").send(CRITICAL))
          .isEqualTo(Delivery.delivered());
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTrusted() {
    SelfSigned wrong = SelfSigned.of("dns:elsewhere.example");
    try (PostOffice other = new PostOffice(Speech.TLS, wrong, true)) {
      Messenger wary = email(other, wrong, "smtps", true, "ops@example.org");

      assertThat(wary.send(CRITICAL).toString()).contains("TLS handshake failed");
      assertThat(other.senders()).isZero();
    }
  }

  /** What some cannot get, the others must. */
  @Test
  void aReceiverThatIsRefusedKeepsNobodyElseFromIt() {
    Messenger both = email(office, "smtp", true, "nobody@example.org, ops@example.org");

    assertThat(both.send(CRITICAL)).isEqualTo(Delivery.delivered());
    assertThat(office.arrived().get(0).to()).containsExactly("ops@example.org");
    assertThat(both.test().toString()).startsWith("Refused").contains("no such mailbox");
    assertThat(email(office, "smtp", true, "nobody@example.org").send(CRITICAL).toString())
        .startsWith("Refused")
        .contains("nobody@example.org: 550", "no such mailbox");
  }

  @Test
  void aReceiverThatIsToWaitWaits() {
    assertThat(email(office, "smtp", true, "later@example.org").send(CRITICAL).toString())
        .startsWith("Failed")
        .contains("later@example.org: 451", "greylisted");
  }

  /** Nobody knows who of them has it but the server, and a repeat is better than a loss. */
  @Test
  void theOthersDoNotWaitForWhoIsToWaitAndGetItAgainWithHim() {
    Messenger both = email(office, "smtp", true, "later@example.org, ops@example.org");

    assertThat(both.send(CRITICAL)).isInstanceOf(Delivery.Failed.class);
    assertThat(office.arrived())
        .singleElement()
        .satisfies(mail -> assertThat(mail.to()).containsExactly("ops@example.org"));
  }

  /** As plain SMTP spoken to port 465 is: both sides wait for the other. */
  @Test
  void aServerThatSaysNothingIsAFailureInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(to(silent.getLocalPort(), "300ms").send(CRITICAL).toString())
          .startsWith("Failed")
          .contains("smtps:// on 465, or smtp:// on 587?");
    }
  }
}
