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

class HuntNewsTest {
  private final List<String> printed = new ArrayList<>();

  @Test
  void thePhoneHearsOfBothEnds() throws IOException {
    try (PushoverStandIn pushover = new PushoverStandIn()) {
      HuntNews news = new HuntNews("dev", phone(pushover), printed::add);

      news.gotTheMachine(2);
      news.gaveUp(new InfraException("the limit is used up"));

      assertThat(pushover.messages())
          .containsExactly(
              "The hunt of stack dev is over: got the machine in availability domain 2.",
              "The hunt of stack dev ended without a machine: the limit is used up");
      assertThat(printed).isEmpty();
    }
  }

  @Test
  void aPhoneThatCannotBeReachedIsOnlySaid() throws IOException {
    PushoverStandIn pushover = new PushoverStandIn();
    pushover.close();

    new HuntNews("dev", phone(pushover), printed::add).gotTheMachine(1);

    assertThat(printed).singleElement().asString().contains("Pushover", "cannot be reached");
  }

  @Test
  void withoutAPhoneNothingIsSaid() {
    new HuntNews("dev", Optional.empty(), printed::add).gotTheMachine(1);

    assertThat(printed).isEmpty();
  }

  private static Optional<Pushover> phone(PushoverStandIn pushover) {
    return Pushover.of(
        Map.of("PUSHOVER_TOKEN", PushoverStandIn.TOKEN, "PUSHOVER_USER", PushoverStandIn.USER),
        pushover.address());
  }
}
