package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.Pushover;
import io.gapwatch.infra.remote.PushoverStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuntNotifierTest {
  private final List<String> printed = new ArrayList<>();

  @Test
  void thePhoneHearsOfBothEnds() throws IOException {
    try (PushoverStandIn pushover = new PushoverStandIn()) {
      HuntNotifier news = new HuntNotifier("dev", phone(pushover), printed::add);

      news.found(2);
      news.gaveUp(new InfraException("the limit is used up"));

      assertThat(pushover.messages())
          .containsExactly(
              "Stack dev has its VM, in availability domain 2.",
              "The hunt for a VM of stack dev ended: the limit is used up");
      assertThat(printed).isEmpty();
    }
  }

  @Test
  void aPhoneThatCannotBeReachedIsOnlySaid() throws IOException {
    PushoverStandIn pushover = new PushoverStandIn();
    pushover.close();

    new HuntNotifier("dev", phone(pushover), printed::add).found(1);

    assertThat(printed).singleElement().asString().startsWith("could not reach Pushover at");
  }

  @Test
  void withoutAPhoneNothingIsSaid() {
    new HuntNotifier("dev", Optional.empty(), printed::add).found(1);

    assertThat(printed).isEmpty();
  }

  private static Optional<Pushover> phone(PushoverStandIn pushover) {
    return Pushover.of(
        Map.of("PUSHOVER_TOKEN", PushoverStandIn.TOKEN, "PUSHOVER_USER", PushoverStandIn.USER),
        pushover.address());
  }
}
