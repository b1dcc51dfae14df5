package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.notify.DeliveryReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every real channel keeps to over several runs, whatever it is answered and wherever a run is
 * killed: nothing is lost, and nothing is told twice of which somebody said that it arrived.
 */
public abstract class AnswersContract extends MessengerContract {
  /** Behind whatever time a vendor asked for. */
  private static final Instant LATER = Samples.NOW.plus(Duration.ofDays(60));

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final List<OddServer> odd = new ArrayList<>();
  private final Transition opened = Samples.opened("1", Samples.gap(1, 2));

  /** The same channel, whose next message meets this. */
  protected abstract Messenger meeting(Mishap mishap);

  /** The same channel with a token, an address or a user that nobody knows. */
  protected abstract Messenger stranger();

  /** A server that is closed after the test. */
  protected final OddServer odd(Mishap kind) {
    OddServer server = new OddServer(kind);
    odd.add(server);
    return server;
  }

  @AfterEach
  void closeOddServers() {
    odd.forEach(OddServer::close);
  }

  @ParameterizedTest
  @EnumSource
  void whateverItMeetsItIsToldByTheNextRunAndNoMore(Mishap mishap) {
    outbox.add(opened);

    DeliveryReport first = deliver(meeting(mishap), Samples.NOW);

    assertThat(first.ok()).as(first.describe()).isFalse();
    assertThat(first.describe()).doesNotContain("Exception", "java.");
    assertThat(outbox.pending("chain", "team")).hasSize(1);
    assertThat(arrived()).hasSize(mishap == Mishap.TAKEN ? 1 : 0);
    arrivesNow();
    assertThat(arrived()).hasSize(mishap == Mishap.TAKEN ? 2 : 1);
  }

  /** At once in other words where it may be the text, or by the next run. */
  @Test
  void whatIsRefusedIsToldOnceThatIsFixed() {
    outbox.add(opened);
    refuseNext();

    if (deliver(messenger(), Samples.NOW).outcome() == Outcome.REFUSED) {
      assertThat(arrived()).isEmpty();
      arrivesNow();
    }

    assertThat(arrived()).hasSize(1);
    assertThat(outbox.pending("chain", "team")).isEmpty();
  }

  @Test
  void aStrangerIsToldNoAndItWaitsUntilThatIsFixed() {
    outbox.add(opened);

    DeliveryReport refused = deliver(stranger(), Samples.NOW);

    assertThat(refused.ok()).as(refused.describe()).isFalse();
    assertThat(arrived()).isEmpty();
    arrivesNow();
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void aRunThatIsKilledBeforeItHasTheReceiptIsRepeatedOnce() {
    outbox.add(opened).dyingAtTheReceipt();

    assertThatThrownBy(() -> deliver(messenger(), Samples.NOW))
        .isInstanceOf(MemoryOutbox.Killed.class);

    assertThat(arrived()).hasSize(1);
    arrivesNow();
    assertThat(arrived()).hasSize(2);
    assertThat(arrived().get(1)).isEqualTo(arrived().get(0));
  }

  private void arrivesNow() {
    DeliveryReport next = deliver(messenger(), LATER);
    assertThat(next.outcome()).as(next.describe()).isEqualTo(Outcome.DELIVERED);
    assertThat(deliver(messenger(), LATER).outcome()).isEqualTo(Outcome.NOTHING_TO_SEND);
    assertThat(outbox.pending("chain", "team")).isEmpty();
  }

  private DeliveryReport deliver(Messenger messenger, Instant now) {
    return new Notifier(outbox, Retry.NEVER, () -> UlidCreator.getMonotonicUlid().toString())
        .deliver(new RunSummary("chain", Status.CRITICAL, now, Samples.DATA), messenger);
  }
}
