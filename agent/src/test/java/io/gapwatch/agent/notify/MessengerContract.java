package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every messenger keeps to. */
public abstract class MessengerContract {

  protected abstract Messenger messenger();

  /** The titles of the messages that arrived. */
  protected abstract List<String> arrived();

  /** How many requests to send were made, in vain or not. */
  protected abstract int attempts();

  /** Makes the next attempt fail as the network does. */
  protected abstract void failNext();

  /** Makes the next attempt fail for good. */
  protected abstract void refuseNext();

  protected final Message critical =
      Samples.message(Status.CRITICAL, Samples.DATA, Samples.opened("1", Samples.gap(1, 2)));

  @Test
  void delivers() {
    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).containsExactly("❌ CHAIN UNHEALTHY");
  }

  @Test
  void deliversAHealthySummary() {
    assertThat(messenger().send(Samples.message(Status.OK, List.of())))
        .isEqualTo(Delivery.delivered());
    assertThat(arrived()).containsExactly("✅ CHAIN HEALTHY");
  }

  @Test
  void tellsAFailureAndTriesOnlyOnce() {
    failNext();

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Failed.class);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void takesTheSameMessageAgainAfterAFailure() {
    failNext();
    messenger().send(critical);

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).containsExactly("❌ CHAIN UNHEALTHY");
  }

  @Test
  void tellsARefusal() {
    refuseNext();

    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Refused.class);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void isTestedWithoutReachingAnybody() {
    assertThat(messenger().test()).isInstanceOf(Delivery.Delivered.class);
    assertThat(arrived()).isEmpty();
  }

  @Test
  void aTestTellsARefusalAndAFailure() {
    failNext();
    assertThat(messenger().test()).isInstanceOf(Delivery.Failed.class);

    refuseNext();
    assertThat(messenger().test()).isInstanceOf(Delivery.Refused.class);
  }

  /** A vendor that refuses what is too long must never do it: it would be the worst incident. */
  @Test
  void cutsWhatIsTooLong() {
    String hostile = "<b>*_a_*</b> & @everyone 🔥 \\ ".repeat(40);
    Transition[] many =
        LongStream.range(0, 300)
            .mapToObj(
                i ->
                    Samples.opened(
                        "%03d".formatted(i),
                        Samples.finding("c" + i, Severity.CRITICAL, hostile + i, hostile, "1")))
            .toArray(Transition[]::new);
    Message big = Samples.message(Status.CRITICAL, List.of(hostile, hostile), many);
    Message bigTitle =
        new Message(
            big.id(), hostile, big.status(), big.at(), hostile, big.summary(), List.of(many));

    assertThat(messenger().send(bigTitle)).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void takesAMessageWithoutWords() {
    assertThat(messenger().send(Samples.message(Status.OK, List.of(""))))
        .isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void takesAMessageByHand() {
    assertThat(messenger().send(Message.byHand(Samples.NOW, "Disks", "42 % free")))
        .isInstanceOf(Delivery.Delivered.class);
  }
}
