package io.gapwatch.agent.notify;

import static io.gapwatch.agent.notify.OnePhone.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that forget what is open. */
class OpenIncidentsTest {
  private final OnePhone one = OnePhone.create();
  private final MemoryOutbox outbox = one.outbox();
  private final RecordingMessenger phone = one.phone();
  private final Transition opened = Samples.opened("1", Samples.gap(1, 2));

  @Test
  void tellsAgainWhatIsOpenToAChannelThatForgets() {
    outbox.standing.add(opened.incident());
    phone.forgetting();

    DeliveryReport report = one.deliver(Status.CRITICAL);

    assertThat(phone.restated)
        .containsExactly(
            new OpenIncidents("chain", Samples.NOW, Samples.NOW, List.of(opened.incident())));
    assertThat(report.describe()).isEqualTo("phone: nothing to send");
  }

  @Test
  void whatCouldNotBeToldAgainIsAFailure() {
    outbox.standing.add(opened.incident());
    phone.forgetting().answering(DOWN, DOWN, DOWN);

    assertThat(one.deliver(Status.CRITICAL).ok()).isFalse();
    assertThat(phone.restated).hasSize(3);
  }

  @Test
  void tellsNothingAgainToAChannelThatRemembersOrCannotBeReached() {
    outbox.standing.add(opened.incident());
    one.deliver(Status.CRITICAL);
    outbox.add(Samples.opened("2", Samples.gap(5, 6)));
    phone.forgetting().answering(DOWN, DOWN, DOWN);
    one.deliver(Status.CRITICAL);

    assertThat(phone.restated).isEmpty();
  }
}
