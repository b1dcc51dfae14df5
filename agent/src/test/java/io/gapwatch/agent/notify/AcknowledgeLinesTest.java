package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The link that acknowledges what a message tells. */
class AcknowledgeLinesTest {
  private final OnePhone one = OnePhone.create();
  private final MemoryOutbox outbox = one.outbox();
  private final RecordingMessenger phone = one.phone();
  private final Transition opened = Samples.opened("1", Samples.gap(1, 2));

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
    one.notifier()
        .deliver(
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
}
