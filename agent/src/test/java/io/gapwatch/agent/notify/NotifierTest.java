package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.DeliveryReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private static final Delivery DOWN = new Delivery.Failed("no answer within 10s");
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final RecordingMessenger phone = new RecordingMessenger();
  private final List<String> ids = new ArrayList<>(List.of("ULID1", "ULID2"));
  private final Notifier notifier =
      new Notifier(
          outbox,
          new Retry(Collections.nCopies(2, Duration.ZERO), Duration.ofMinutes(1)),
          () -> ids.remove(0));

  private final Finding gap = Samples.gap(1, 2);
  private final Transition opened = Samples.opened("1", gap);

  @Test
  void sendsAllThatIsPendingInOneMessageWorstFirst() {
    Transition unknown = Samples.opened("0", Samples.unknown("freshness", "refused"));
    outbox.add(unknown, opened);

    DeliveryReport report = deliver(Status.UNKNOWN);

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
  void theWorstThatNobodyHasCarriesALinkThatAcknowledgesIt() {
    outbox.add(opened, Samples.resolved("2", Samples.unknown("disk", "refused")));

    deliverWithLinks();

    assertThat(phone.sent.get(0).summary())
        .startsWith(
            "Acknowledge " + opened.incident().shortId() + ": https://status.example/blocks")
        .hasSize(Samples.DATA.size() + 1);
  }

  /** Or a message would name one incident by two ids. */
  @Test
  void theLinkNamesPartsByTheIdThatTheyShare() {
    Transition first = Samples.opened("1", Samples.range(Samples.BEGAN, Samples.gap(100, 109)));
    outbox.add(
        first,
        Samples.opened("2", Samples.range(Samples.BEGAN.minusSeconds(3600), Samples.gap(50, 50))));

    deliverWithLinks();

    assertThat(phone.sent.get(0).summary())
        .startsWith("Acknowledge " + first.incident().shortId() + ": https://status.example/blocks")
        .hasSize(Samples.DATA.size() + 1);
  }

  private void deliverWithLinks() {
    notifier.deliver(
        new RunSummary(
            "chain",
            Status.CRITICAL,
            Samples.NOW,
            Samples.DATA,
            () -> Samples.NOW,
            () -> "",
            incident -> Optional.of("https://status.example/" + incident.finding().checkId()),
            any -> true),
        phone);
  }

  @Test
  void sendsNothingWhenNothingChanged() {
    DeliveryReport report = deliver(Status.CRITICAL);

    assertThat(phone.sent).isEmpty();
    assertThat(report.describe()).isEqualTo("phone: nothing to send");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void triesAgainWithTheSameMessage() {
    outbox.add(opened);
    phone.answering(DOWN, DOWN);

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);

    assertThat(phone.sent).hasSize(3);
    assertThat(phone.sent).extracting(Message::id).containsOnly("ULID1");
    assertThat(outbox.log).containsExactly("delivered 1 receipt0");
  }

  @Test
  void keepsWhatCouldNotBeSentForTheNextRun() {
    outbox.add(opened);
    phone.answering(DOWN, DOWN, DOWN);

    DeliveryReport report = deliver(Status.CRITICAL);

    assertThat(outbox.log).containsExactly("failed 1 no answer within 10s");
    assertThat(outbox.pending("chain", "phone")).hasSize(1);
    assertThat(report.describe()).isEqualTo("phone: failed, 1 change: no answer within 10s");
    assertThat(report.ok()).isFalse();

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  @Test
  void tellsWhatWasRefusedOnceItsCauseIsMended() {
    outbox.add(opened);
    phone.answering(new Delivery.Refused("token invalid"));

    DeliveryReport report = deliver(Status.CRITICAL);

    assertThat(phone.sent).as("not repeated within the run").hasSize(1);
    assertThat(outbox.log).containsExactly("failed 1 token invalid");
    assertThat(report.describe()).isEqualTo("phone: refused, 1 change: token invalid");
    assertThat(report.ok()).isFalse();

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
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

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);

    assertThat(phone.sent).hasSize(2);
    assertThat(phone.sent.get(1).summary()).isEmpty();
    assertThat(new MessageText(phone.sent.get(1)).whole())
        .contains("bl cke")
        .matches("(?s)[ -~\n]*");
    assertThat(outbox.pending("chain", "phone")).isEmpty();
  }

  @Test
  void waitsUntilTheVendorAskedToBeTriedAgain() {
    Instant reset = Samples.NOW.plus(Duration.ofDays(9));
    outbox.add(opened);
    phone.answering(new Delivery.Failed("quota used up", Optional.of(reset)));
    deliver(Status.CRITICAL);

    DeliveryReport later = deliver(Status.CRITICAL);

    assertThat(phone.sent).hasSize(1);
    assertThat(outbox.log).containsExactly("failed 1 quota used up, retry after " + reset);
    assertThat(later.describe()).isEqualTo("phone: deferred, 1 change: until 2026-11-30 05:15 UTC");
    assertThat(later.ok()).isFalse();
  }

  /** A clock that was years ahead added the vendor's "in a minute" to its own time. */
  @Test
  void aTimeBeyondEveryQuotaIsNotWaitedFor() {
    outbox.addDeferred(opened, Samples.NOW.plus(Duration.ofDays(1000)));
    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void triesANewChangeWithoutWaiting() {
    Instant reset = Samples.NOW.plus(Duration.ofDays(9));
    outbox.addDeferred(opened, reset);
    outbox.add(Samples.opened("2", Samples.gap(5, 6)));

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outbox.log).containsExactly("delivered 1,2 receipt0");
  }

  @Test
  void triesAgainWhenTheTimeHasCome() {
    outbox.addDeferred(opened, Samples.NOW);

    assertThat(deliver(Status.CRITICAL).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void saysThatItSendsLateWhatCameAndWent() {
    outbox.add(
        Samples.transition("1", Kind.OPENED, Samples.NOW.minusSeconds(7200), gap),
        Samples.resolved("2", gap));

    deliver(Status.OK);

    assertThat(phone.sent).hasSize(1);
    assertThat(phone.sent.get(0).title()).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(new MessageText(phone.sent.get(0)).whole()).contains("sent late: began 02:10");
    assertThat(outbox.log).containsExactly("delivered 1,2");
  }

  @Test
  void sendsAHealthySummaryOnceAndOnlyWhereItIsWanted() {
    deliver(Status.OK);
    assertThat(phone.sent).isEmpty();

    phone.wantingHealthySummary().answering(DOWN);
    DeliveryReport report = deliver(Status.OK);

    assertThat(phone.sent).extracting(Message::title).containsExactly("✅ CHAIN HEALTHY");
    assertThat(outbox.log).isEmpty();
    assertThat(report.describe()).isEqualTo("phone: failed: no answer within 10s");
  }

  @Test
  void neverSendsAHealthySummaryOfARunThatWasNotHealthy() {
    phone.wantingHealthySummary();

    for (Status status : List.of(Status.WARNING, Status.CRITICAL, Status.UNKNOWN)) {
      deliver(status);
    }

    assertThat(phone.sent).isEmpty();
  }

  @Test
  void cancelsEmergenciesThatAreOver() {
    outbox.addCancellable("gone", "stuck", "forgotten");
    phone.answering(Delivery.delivered(), DOWN, new Delivery.Refused("no such receipt"));

    DeliveryReport report = deliver(Status.OK);

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

    assertThat(deliver(Status.CRITICAL).describe())
        .isEqualTo(
            "phone: failed, 1 change: internal error in the channel, which is a bug in Gapwatch");
    assertThat(outbox.pending("chain", "phone")).hasSize(1);
  }

  @Test
  void tellsAgainWhatIsOpenToAChannelThatForgets() {
    outbox.standing.add(opened.incident());
    phone.forgetting();

    DeliveryReport report = deliver(Status.CRITICAL);

    assertThat(phone.restated)
        .containsExactly(
            new OpenIncidents("chain", Samples.NOW, Samples.NOW, List.of(opened.incident())));
    assertThat(report.describe()).isEqualTo("phone: nothing to send");
  }

  @Test
  void whatCouldNotBeToldAgainIsAFailure() {
    outbox.standing.add(opened.incident());
    phone.forgetting().answering(DOWN, DOWN, DOWN);

    assertThat(deliver(Status.CRITICAL).ok()).isFalse();
    assertThat(phone.restated).hasSize(3);
  }

  @Test
  void tellsNothingAgainToAChannelThatRemembersOrCannotBeReached() {
    outbox.standing.add(opened.incident());
    deliver(Status.CRITICAL);
    outbox.add(Samples.opened("2", Samples.gap(5, 6)));
    phone.forgetting().answering(DOWN, DOWN, DOWN);
    deliver(Status.CRITICAL);

    assertThat(phone.restated).isEmpty();
  }

  private DeliveryReport deliver(Status status) {
    return notifier.deliver(new RunSummary("chain", status, Samples.NOW, Samples.DATA), phone);
  }
}
