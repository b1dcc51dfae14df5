package io.gapwatch.agent.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.soak.Fate.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RingsTest {
  private static final Instant TIME = Instant.parse("2026-05-01T05:30:05Z");
  private static final PhoneLog ALARM = new PhoneLog(List.of(), List.of("receipt"), List.of(), 1);
  private static final PhoneLog CALLED_OFF =
      new PhoneLog(List.of(), List.of(), List.of("receipt"), 2);
  private static final PhoneLog MESSAGE = new PhoneLog(List.of(), List.of(), List.of(), 1);

  private final Rings rings = new Rings();

  private void run(PhoneLog phone, Optional<Stage> met, boolean calm) {
    rings.observe(new Outcome("chain", TIME, TIME, Set.of(), met, phone, List.of()), calm);
  }

  @Test
  void whatRingsWhenAllIsOverIsAFault() {
    run(ALARM, Optional.empty(), false);
    assertThat(rings.faults()).isEmpty();
    run(MESSAGE, Optional.empty(), true);
    assertThat(rings.faults()).hasSize(1);
  }

  @Test
  void whatIsCalledOffIsNone() {
    run(ALARM, Optional.empty(), false);
    run(CALLED_OFF, Optional.empty(), true);
    assertThat(rings.faults()).isEmpty();
  }

  @Test
  void aReceiptThatDiedWithItsRunIsKnownToNobody() {
    run(ALARM, Optional.of(Stage.AFTER_SEND), false);
    run(MESSAGE, Optional.empty(), true);
    assertThat(rings.faults()).isEmpty();
  }
}
