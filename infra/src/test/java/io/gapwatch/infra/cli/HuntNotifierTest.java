package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.AgentStandIn;
import io.gapwatch.infra.remote.Phone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntNotifierTest {
  private final List<String> printed = new ArrayList<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @Test
  void thePhoneHearsOfEachDayAndOfBothEnds() throws IOException {
    AgentStandIn agent = AgentStandIn.in(root);
    HuntNotifier news = new HuntNotifier("dev", phone(), printed::add);

    news.begins();
    news.stillHunting("day 2");
    news.found(2);
    news.gaveUp(new InfraException("the limit is used up"));

    assertThat(agent.texts())
        .containsExactly(
            "The hunt for a VM of stack dev goes on: day 2.",
            "Stack dev has its VM, in availability domain 2.",
            "The hunt for a VM of stack dev ended: the limit is used up");
    assertThat(printed).isEmpty();
  }

  @Test
  void aPhoneThatCannotBeToldIsOnlySaidWhenTheHuntBeginsAndWhenItEnds() {
    HuntNotifier news = new HuntNotifier("dev", phone(), printed::add);

    news.begins();
    news.found(1);

    assertThat(printed)
        .hasSize(2)
        .allMatch(line -> line.contains("agent/target/gapwatch.jar is not built; run mvn"));
  }

  @Test
  void withoutAPhoneNothingIsSaid() {
    HuntNotifier news = new HuntNotifier("dev", Optional.empty(), printed::add);

    news.begins();
    news.found(1);

    assertThat(printed).isEmpty();
  }

  private Optional<Phone> phone() {
    return Phone.of(Map.of("PUSHOVER_TOKEN", "a", "PUSHOVER_USER", "b"), root);
  }
}
