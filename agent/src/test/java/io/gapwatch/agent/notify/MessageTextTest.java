package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageTextTest {

  @Test
  void healthy() {
    List<String> data =
        List.of(
            "Blocks: 2,630,000",
            "Latest: 23,765,432",
            "Age: 45s ago",
            "Gaps: 0",
            "",
            "Time window: 365d → 3m ago");

    assertThat(told(Samples.message(Status.OK, data)))
        .isEqualTo(
            """
            ✅ CHAIN HEALTHY

            Blocks: 2,630,000
            Latest: 23,765,432
            Age: 45s ago
            Gaps: 0

            Time window: 365d → 3m ago\
            """);
  }

  @Test
  void oneGap() {
    Transition gap = Samples.opened("1", Samples.gap(20500000, 20500009));

    assertThat(told(Samples.message(Status.CRITICAL, Samples.DATA, gap)))
        .isEqualTo(
            """
            ❌ CHAIN UNHEALTHY

            Issues: BLOCKS: 10 blocks missing
            CRITICAL blocks 20500000-20500009: 10 blocks missing (since 02:10 UTC, 3h 5m) [wmxjv]

            Latest block: 23,765,432
            Age: 45s
            Gaps: 3

            Time window: 365d → 3m ago\
            """);
  }

  @Test
  void severalThingsAtOnce() {
    Finding rate =
        Samples.finding("rate", Severity.WARNING, "blocks per hour", "fell by half", "9");
    Message message =
        Samples.message(
            Status.UNKNOWN,
            Samples.DATA,
            Samples.resolved("1", Samples.gap(100, 109)),
            Samples.transition("2", Kind.EASED, Samples.NOW, rate),
            Samples.opened("3", Samples.unknown("freshness", "connection refused")),
            Samples.transition("4", Kind.REMINDER, Samples.NOW, Samples.gap(200, 201)),
            Samples.transition("5", Kind.WORSENED, Samples.NOW, Samples.gap(300, 300)));

    assertThat(told(message))
        .isEqualTo(
            """
            ❌ CHAIN UNHEALTHY

            Issues: BLOCKS: 2 found, worst: 2 blocks missing; FRESHNESS: cannot be measured; \
            RATE: fell by half
            CRITICAL blocks 200-201: 2 blocks missing (reminder, not acknowledged, since 02:10 UTC, 3h 5m) [bcgkq]
            CRITICAL blocks 300-300: 1 blocks missing (worsened, since 02:10 UTC, 3h 5m) [zkvnf]
            UNKNOWN freshness: cannot be measured: connection refused (since 02:10 UTC, 3h 5m) [krgvc]
            WARNING blocks per hour: fell by half (eased, since 02:10 UTC, 3h 5m) [pxydq]
            resolved blocks 100-109: was critical for 3h 5m [ygpdk]

            Latest block: 23,765,432
            Age: 45s
            Gaps: 3

            Time window: 365d → 3m ago\
            """);
  }

  @Test
  void recovered() {
    Message message =
        Samples.message(
            Status.OK, List.of("Gaps: 0"), Samples.resolved("1", Samples.gap(20500000, 20500009)));

    assertThat(told(message))
        .isEqualTo(
            """
            ✅ CHAIN RECOVERED

            resolved blocks 20500000-20500009: was critical for 3h 5m [wmxjv]

            Gaps: 0\
            """);
  }

  @Test
  void unknownsOfOneCauseAreToldAsOne() {
    String cause = "ethereum: no answer\nwithin 30s";
    Message message =
        Samples.message(
            Status.UNKNOWN,
            List.of(),
            Samples.opened("1", Samples.unknown("blocks", cause)),
            Samples.opened("2", Samples.unknown("freshness", cause)),
            Samples.opened("3", Samples.unknown("rate", cause)),
            Samples.opened("4", Samples.unknown("workers", "pm2 is not installed")));

    assertThat(told(message))
        .isEqualTo(
            """
            ❓ CHAIN UNKNOWN

            Issues: BLOCKS: cannot be measured; FRESHNESS: cannot be measured; \
            RATE: cannot be measured; 1 more check
            UNKNOWN 3 checks could not run: ethereum: no answer\\nwithin 30s \
            (since 02:10 UTC, 3h 5m) [grtrm]
            UNKNOWN workers: cannot be measured: pm2 is not installed (since 02:10 UTC, 3h 5m) [snkpv]\
            """);
  }

  @Test
  void whatIsToldLateSaysSo() {
    Instant before = Instant.parse("2026-11-20T23:15:00Z");
    Transition late = Samples.transition("1", Kind.OPENED, before, Samples.gap(100, 109));

    assertThat(told(Samples.message(Status.CRITICAL, List.of(), late)))
        .isEqualTo(
            """
            ❌ CHAIN UNHEALTHY

            Issues: BLOCKS: 10 blocks missing
            CRITICAL blocks 100-109: 10 blocks missing (since 2026-11-20 23:15 UTC, 6h; \
            sent late: opened 2026-11-20 23:15 UTC) [ygpdk]\
            """);
  }

  @Test
  void aRunThatTakesMinutesIsNotLate() {
    Instant justBefore = Samples.NOW.minus(Duration.ofMinutes(5));
    Transition opened = Samples.transition("1", Kind.OPENED, justBefore, Samples.gap(1, 2));

    assertThat(told(Samples.message(Status.CRITICAL, List.of(), opened)))
        .doesNotContain("sent late");
  }

  @Test
  void whatCameAndWentUntoldIsToldAsOneStory() {
    Finding gap = Samples.gap(100, 109);
    Message message =
        Samples.message(
            Status.OK,
            List.of(),
            Samples.transition("1", Kind.OPENED, Samples.NOW.minusSeconds(7200), gap),
            Samples.resolved("2", gap));

    assertThat(told(message))
        .isEqualTo(
            """
            ✅ CHAIN RECOVERED

            resolved blocks 100-109: was critical for 3h 5m \
            (sent late: began 02:10 UTC, resolved 05:15 UTC) [ygpdk]\
            """);
  }

  @Test
  void nothingToSayIsStillNotEmpty() {
    assertThat(new MessageText(Samples.message(Status.OK, List.of("", " "))).whole())
        .isEqualTo("(no details)");
  }

  /** A check tells its worst first; the oldest may be the smallest. */
  @Test
  void theWorstIsWhatTheCheckToldFirst() {
    Finding later = Samples.gap(100, 109);
    Finding earlier = Samples.range(Samples.BEGAN.minusSeconds(3600), Samples.gap(50, 50));

    assertThat(
            new MessageText(
                    Samples.message(
                        Status.CRITICAL,
                        List.of(),
                        Samples.opened("1", later),
                        Samples.opened("2", earlier)))
                .whole())
        .startsWith(
            """
            Issues: BLOCKS: 2 found, worst: 10 blocks missing
            CRITICAL blocks 50-50: 1 blocks missing\
            """);
  }

  @Test
  void aReminderSaysHowLongAndThatNobodyTookItOn() {
    Transition reminder =
        Samples.transition("4", Kind.REMINDER, Samples.NOW, Samples.gap(200, 201));

    assertThat(new MessageText(Samples.message(Status.CRITICAL, List.of(), reminder)).whole())
        .contains("(reminder, not acknowledged, since 02:10 UTC, 3h 5m)");
  }

  @Test
  void whatEndedOfOneRemedySharesALineToo() {
    Transition[] gaps =
        LongStream.range(0, 3)
            .mapToObj(i -> Samples.resolved("%03d".formatted(i), Samples.gap(i * 10, i * 10 + 4)))
            .toArray(Transition[]::new);
    assertThat(new MessageText(Samples.message(Status.OK, List.of(), gaps)).whole())
        .isEqualTo(
            """
            resolved 3 found by blocks: blocks 0-4; blocks 10-14; blocks 20-24: \
            were critical, at most for 3h 5m [jkjpy]\
            """);
  }

  private static String told(Message message) {
    return message.title() + "\n\n" + new MessageText(message).whole();
  }
}
