package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import org.junit.jupiter.api.Test;

class ChannelCheckTest {
  private record Own(String name) implements Messenger {
    @Override
    public boolean wantsHealthySummary() {
      return false;
    }

    @Override
    public Delivery send(Message message) {
      return Delivery.delivered();
    }
  }

  /** What only a real message can test does not lack a network. */
  @Test
  void doesNotBlameTheNetworkAlone() {
    Diagnosis told =
        new ChannelCheck(new Own("own"), "silent test", channel -> channel.test()).examine().get(0);

    assertThat(told.mark()).isEqualTo(Mark.UNKNOWN);
    assertThat(told.fix()).startsWith("do what it says, or check the network");
  }
}
