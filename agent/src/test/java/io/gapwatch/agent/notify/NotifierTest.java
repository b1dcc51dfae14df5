package io.gapwatch.agent.notify;

import static io.gapwatch.agent.notify.OnePhone.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.DeliveryReport.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits is sent, once. */
class NotifierTest {
  private final OnePhone one = OnePhone.create();
  private final MemoryOutbox outbox = one.outbox();
  private final RecordingMessenger phone = one.phone();

  private final Finding gap = Samples.gap(1, 2);
  private final Transition opened = Samples.opened("1", gap);

  @Test
  void sendsAllThatIsPendingInOneMessageWorstFirst() {
    Transition unknown = Samples.opened("0", Samples.unknown("freshness", "refused"));
    outbox.add(unknown, opened);

    DeliveryReport report = one.deliver(Status.UNKNOWN);

    assertThat(phone.sent)
        .containsExactly(
            new Message(
                "ULID1",
                "chain",
                Status.UNKNOWN,
                Samples.NOW,
                "❌ CHAIN UNHEALTHY",
                Samples.DATA,
                List.of(opened, unknown)));
    assertThat(outbox.log).containsExactly("delivered 0,1 receipt0");
    assertThat(outbox.pending("chain", "phone")).isEmpty();
    assertThat(report.describe()).isEqualTo("phone: delivered, 2 changes");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void sendsNothingWhenNothingChanged() {
    DeliveryReport report = one.deliver(Status.CRITICAL);

    assertThat(phone.sent).isEmpty();
    assertThat(report.describe()).isEqualTo("phone: nothing to send");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void triesAgainWithTheSameMessage() {
    outbox.add(opened);
    phone.answering(DOWN, DOWN);

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);

    assertThat(phone.sent).hasSize(3);
    assertThat(phone.sent).extracting(Message::id).containsOnly("ULID1");
    assertThat(outbox.log).containsExactly("delivered 1 receipt0");
  }

  @Test
  void keepsWhatCouldNotBeSentForTheNextRun() {
    outbox.add(opened);
    phone.answering(DOWN, DOWN, DOWN);

    DeliveryReport report = one.deliver(Status.CRITICAL);

    assertThat(outbox.log).containsExactly("failed 1 no answer within 10s");
    assertThat(outbox.pending("chain", "phone")).hasSize(1);
    assertThat(report.describe()).isEqualTo("phone: failed, 1 change: no answer within 10s");
    assertThat(report.ok()).isFalse();

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  @Test
  void tellsWhatWasRefusedOnceItsCauseIsFixed() {
    outbox.add(opened);
    phone.answering(new Delivery.Refused("token invalid"));

    DeliveryReport report = one.deliver(Status.CRITICAL);

    assertThat(phone.sent).as("not repeated within the run").hasSize(1);
    assertThat(outbox.log).containsExactly("failed 1 token invalid");
    assertThat(report.describe()).isEqualTo("phone: refused, 1 change: token invalid");
    assertThat(report.ok()).isFalse();

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  @Test
  void saysItInPlainWordsWhenTheTextWasRefused() {
    Transition odd =
        Samples.opened(
            "1",
            Samples.finding(
                "blocks", Severity.CRITICAL, "blöcke", "gap \u0007 of 1", "9".repeat(99)));
    outbox.add(odd);
    phone.answering(new Delivery.Refused("message cannot be parsed", true), Delivery.delivered());

    assertThat(one.deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);

    assertThat(phone.sent).hasSize(2);
    assertThat(phone.sent.get(1).summary()).isEmpty();
    assertThat(new MessageText(phone.sent.get(1)).whole())
        .contains("bl cke")
        .matches("(?s)[ -~\n]*");
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  @Test
  void saysThatItSendsLateWhatCameAndWent() {
    outbox.add(
        Samples.transition("1", Kind.OPENED, Samples.NOW.minusSeconds(7200), gap),
        Samples.resolved("2", gap));

    one.deliver(Status.OK);

    assertThat(phone.sent).hasSize(1);
    assertThat(phone.sent.get(0).title()).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(new MessageText(phone.sent.get(0)).whole()).contains("sent late: began 02:10");
    assertThat(outbox.log).containsExactly("delivered 1,2");
  }

  @Test
  void sendsAHealthySummaryOnceAndOnlyWhereItIsWanted() {
    one.deliver(Status.OK);
    assertThat(phone.sent).isEmpty();

    phone.wantingHealthySummary().answering(DOWN);
    DeliveryReport report = one.deliver(Status.OK);

    assertThat(phone.sent).extracting(Message::title).containsExactly("✅ CHAIN HEALTHY");
    assertThat(outbox.log).isEmpty();
    assertThat(report.describe()).isEqualTo("phone: failed: no answer within 10s");
  }

  @Test
  void neverSendsAHealthySummaryOfARunThatWasNotHealthy() {
    phone.wantingHealthySummary();

    for (Status status : List.of(Status.WARNING, Status.CRITICAL, Status.UNKNOWN)) {
      one.deliver(status);
    }

    assertThat(phone.sent).isEmpty();
  }

  @Test
  void cancelsEmergenciesThatAreOver() {
    outbox.addCancellable("gone", "stuck", "forgotten");
    phone.answering(Delivery.delivered(), DOWN, new Delivery.Refused("no such receipt"));

    DeliveryReport report = one.deliver(Status.OK);

    assertThat(phone.cancelled).containsExactly("gone", "stuck", "forgotten");
    assertThat(outbox.log).containsExactly("cancelled gone", "cancelled forgotten");
    assertThat(outbox.cancellable("chain", "phone")).containsExactly("stuck");
    assertThat(report.describe())
        .isEqualTo(
            "phone: nothing to send; 2 emergencies cancelled; "
                + "emergency not cancelled: no answer within 10s");
    assertThat(report.ok()).isFalse();
  }

  @Test
  void aBrokenChannelIsAFailureThatQuotesNothing() {
    outbox.add(opened);
    phone
        .throwing(new IllegalStateException("token=s3cret"))
        .throwing(new IllegalStateException("token=s3cret"))
        .throwing(new IllegalStateException("token=s3cret"));

    assertThat(one.deliver(Status.CRITICAL).describe())
        .isEqualTo(
            "phone: failed, 1 change: internal error in the channel, which is a bug in Gapwatch");
    assertThat(outbox.pending("chain", "phone")).hasSize(1);
  }
}
