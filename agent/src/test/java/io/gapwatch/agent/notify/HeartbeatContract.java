package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.notify.Heartbeat.Ending;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every heartbeat keeps to. */
public abstract class HeartbeatContract {
  protected static final UUID RUN = UUID.fromString("6f2b8a34-3a7b-4b0e-9a57-0c7a4f3a1c55");

  protected abstract Heartbeat heartbeat();

  /** What arrived, as {@code START}, {@code SUCCESS report}, {@code FAIL report}, … */
  protected abstract List<String> arrived();

  /** Whether the dead-man's switch holds the job to be well. */
  protected abstract boolean up();

  protected abstract void failNext(int times);

  @Test
  void aRunThatStartsAndEndsWellKeepsTheCheckUp() {
    assertThat(heartbeat().start(RUN)).isEqualTo(Delivery.delivered());
    assertThat(heartbeat().end(RUN, Ending.SUCCESS, "all ok")).isEqualTo(Delivery.delivered());

    assertThat(arrived()).containsExactly("START", "SUCCESS all ok");
    assertThat(up()).isTrue();
  }

  @Test
  void aFailureTakesItDownUntilTheNextSuccess() {
    heartbeat().end(RUN, Ending.FAILURE, "12 blocks missing");
    assertThat(up()).isFalse();

    heartbeat().end(RUN, Ending.SUCCESS, "");
    assertThat(up()).isTrue();
  }

  @Test
  void aNoteChangesNothing() {
    heartbeat().end(RUN, Ending.NOTE, "another run is still busy");
    assertThat(up()).isFalse();

    heartbeat().end(RUN, Ending.SUCCESS, "");
    heartbeat().end(RUN, Ending.NOTE, "another run is still busy");
    assertThat(up()).isTrue();
  }

  @Test
  void aTestIsHeardAndSaysNothingOfHealth() {
    heartbeat().end(RUN, Ending.FAILURE, "12 blocks missing");

    assertThat(heartbeat().test()).isEqualTo(Delivery.delivered());
    assertThat(up()).isFalse();
    assertThat(arrived()).hasSize(2).last().asString().startsWith("LOG ");
  }

  @Test
  void aTestIsTriedOnce() {
    failNext(1);

    assertThat(heartbeat().test()).isInstanceOf(Delivery.Failed.class);
    assertThat(arrived()).isEmpty();
  }

  @Test
  void triesAgainByItself() {
    failNext(4);

    assertThat(heartbeat().end(RUN, Ending.SUCCESS, "ok")).isEqualTo(Delivery.delivered());
    assertThat(arrived()).containsExactly("SUCCESS ok");
  }

  @Test
  void aLostPingIsAnOutcomeAndNoException() {
    failNext(100);

    assertThat(heartbeat().start(RUN)).isInstanceOf(Delivery.Failed.class);
    assertThat(heartbeat().end(RUN, Ending.SUCCESS, "ok")).isInstanceOf(Delivery.Failed.class);
    assertThat(up()).isFalse();
  }
}
