package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is left of a message where a channel takes no more. */
class MessageCutTest {
  @Test
  void findingsOfOneRemedyShareALineAndCountTheRest() {
    Transition[] gaps =
        LongStream.range(0, 100)
            .mapToObj(i -> Samples.opened("%03d".formatted(i), Samples.gap(i * 10, i * 10 + 4)))
            .toArray(Transition[]::new);
    MessageText text = new MessageText(Samples.message(Status.CRITICAL, Samples.DATA, gaps));

    String cut = text.within(new TextLimit(385));

    assertThat(cut)
        .isEqualTo(
            """
            Issues: BLOCKS: 100 found, worst: 5 blocks missing
            CRITICAL 100 found by blocks: blocks 0-4: 5 blocks missing; \
            blocks 10-14: 5 blocks missing; blocks 20-24: 5 blocks missing; \
            blocks 30-34: 5 blocks missing; blocks 40-44: 5 blocks missing; +95 more \
            (since 02:10 UTC, 3h 5m) [jkjpy]

            Latest block: 23,765,432
            Age: 45s
            Gaps: 3

            Time window: 365d → 3m ago\
            """);
    assertThat(text.within(new TextLimit(20))).isEqualTo("Issues: BLOCKS: 100…");
  }

  @Test
  void aLongListKeepsTheWorstAndTheDataAndCountsTheRest() {
    Transition[] all =
        LongStream.range(0, 100)
            .mapToObj(
                i ->
                    Samples.opened(
                        "%03d".formatted(i),
                        Samples.finding("c" + i, Severity.CRITICAL, "value", "too high", "9")))
            .toArray(Transition[]::new);
    MessageText text = new MessageText(Samples.message(Status.CRITICAL, Samples.DATA, all));

    assertThat(text.within(new TextLimit(385)).lines().filter(it -> it.startsWith("CRITICAL")))
        .hasSize(4);
    assertThat(text.within(new TextLimit(385))).contains("\n+96 more\n\nLatest block");
    assertThat(text.within(new TextLimit(250))).endsWith(" more").doesNotContain("Latest");
  }

  @Test
  void aChangeOfEndlessTextLeavesRoomForTheOthers() {
    Finding endless =
        Samples.finding("sql", Severity.CRITICAL, "value", "x".repeat(5000), "x".repeat(5000));
    Message message =
        Samples.message(
            Status.CRITICAL,
            Samples.DATA,
            Samples.opened("1", endless),
            Samples.opened("2", Samples.gap(1, 2)));

    assertThat(new MessageText(message).within(new TextLimit(1024)))
        .contains("CRITICAL blocks 1-2: 2 blocks missing")
        .contains("Latest block");
  }

  /** Of words alone, as by hand, the beginning is told. */
  @Test
  void longWordsAreCutNotLost() {
    Message byHand = Message.byHand(Samples.NOW, "Disks", "/data 99% ".repeat(100));

    assertThat(new MessageText(byHand).within(new TextLimit(50)))
        .isEqualTo("/data 99% ".repeat(5).substring(0, 49) + "…");
  }
}
