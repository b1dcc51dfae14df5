package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every channel over HTTP whose vendor says what it took. */
public abstract class WebMessengerContract extends OverHttpContract {
  /** Whether the vendor took it is not known, or it did not; the same is sent again. */
  @ParameterizedTest
  @EnumSource(names = {"TAKEN_DROP", "TAKEN_CUT_OFF", "ERROR_AS_OK", "ACCEPTED", "LOGIN_PAGE"})
  void halfAnAnswerIsNoDelivery(Fault half) {
    vendor().failNext(1, half);

    Delivery delivery = messenger().send(critical);

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    assertThat(((Delivery.Failed) delivery).reason()).doesNotContain("Exception", "<");
    assertThat(messenger().send(critical)).isInstanceOf(Delivery.Delivered.class);
  }
}
