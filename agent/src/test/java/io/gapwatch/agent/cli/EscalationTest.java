package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody took on is told to others. */
class EscalationTest extends RoutedInstallation {
  EscalationTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void whatNobodyTookOnIsToldToAnotherChannelOnce() throws IOException {
    escalating();
    gapwatch("run", "chain");
    assertThat(phone.messages()).as("the team is to hear of warnings only").isEmpty();

    gapwatch("run", "chain", "--now", "2026-11-21T00:59:00Z");
    assertThat(phone.messages()).isEmpty();
    gapwatch("run", "chain", "--now", "2026-11-21T01:00:00Z");
    assertThat(phone.messages())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("(not acknowledged, since "));
    gapwatch("run", "chain", "--now", "2026-11-21T04:00:00Z");
    assertThat(phone.messages()).hasSize(1);
    String id = gapwatch("incidents").out().substring(0, 5);
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("escalated (critical)", "escalated to oncall: delivered");
  }

  @Test
  void whatAClockThatWasAheadOpenedIsEscalated() throws IOException {
    escalating();
    gapwatch("run", "chain", "--now", "2029-11-21T00:00:00Z");
    assertThat(escalated()).isZero();
    gapwatch("run", "chain", "--now", "2026-11-21T00:05:00Z");
    assertThat(escalated()).as("nobody can tell since when it is open").isOne();
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    assertThat(escalated()).isOne();
  }

  private long escalated() {
    return phone.messages().stream()
        .filter(told -> told.message().contains("(not acknowledged, since "))
        .count();
  }

  @Test
  void whatSomebodyTookOnIsNotEscalated() throws IOException {
    escalating();
    gapwatch("run", "chain");
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");

    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");

    assertThat(phone.messages()).isEmpty();
  }

  @Test
  void anEscalationWaitsForTheEndOfAWindow() throws IOException {
    escalating();
    gapwatch("run", "chain");
    gapwatch("maintenance", "add", "3h", "--comment", "move");
    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");
    assertThat(phone.messages()).isEmpty();

    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");

    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void whoeverTookItOnHasTheWholeTimeAgainWhenItGetsWorse() throws Exception {
    escalating();
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("to: oncall}", "to: oncall, from: warning}")
            .replace("blocks, chain: ethereum", "blocks, warning: 50m, critical: 4h"));
    gapwatch("run", "chain");
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");
    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");
    int told = phone.messages().size();

    gapwatch("run", "chain", "--now", "2026-11-21T04:00:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T04:59:00Z");
    assertThat(told(told)).noneMatch(text -> text.contains("(not acknowledged"));
    gapwatch("run", "chain", "--now", "2026-11-21T05:00:00Z");

    assertThat(told(told)).filteredOn(text -> text.contains("(not acknowledged")).hasSize(1);
  }

  private List<String> told(int after) {
    return phone.messages().stream().skip(after).map(one -> one.message()).toList();
  }
}
