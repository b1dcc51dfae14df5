package io.gapwatch.agent.incident;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.gap;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Story story = new Story(IncidentPolicy.DEFAULT);

  @Test
  void theRangesThatOneRunOpenedAreOne() {
    story.run(result("blocks", gap(1, 2), gap(5, 5)), result("disk"));
    story.run(
        result("blocks", gap(1, 2), gap(5, 5), gap(9, 9)),
        result(
            "disk",
            finding("disk", Severity.CRITICAL, "/"),
            finding("disk", Severity.WARNING, "/data")));
    assertThat(Parts.of(story.active()))
        .extracting(parts -> parts.all().stream().map(one -> one.finding().subject()).toList())
        .containsExactly(
            List.of("blocks 1-2", "blocks 5-5"),
            List.of("blocks 9-9"),
            List.of("/"),
            List.of("/data"));
  }

  @Test
  void whatIsOpenComesFirstAndOfThatTheWorst() {
    story.run(
        result(
            "disk",
            finding("disk", Severity.CRITICAL, "/old"),
            finding("disk", Severity.WARNING, "/data"),
            finding("disk", Severity.UNKNOWN, "/far"),
            finding("disk", Severity.CRITICAL, "/")));
    for (int run = 0; run < 2; run++) {
      story.run(
          result(
              "disk",
              finding("disk", Severity.WARNING, "/data"),
              finding("disk", Severity.UNKNOWN, "/far"),
              finding("disk", Severity.CRITICAL, "/")));
    }
    assertThat(Parts.openFirst(story.all()))
        .extracting(parts -> parts.first().finding().subject())
        .containsExactly("/", "/far", "/data", "/old");
  }

  @Test
  void eachPartEndsAloneWithProof() {
    story.run(result("blocks", gap(1, 2), gap(Severity.WARNING, 5, 5)));
    story.run(result("blocks", gap(1, 2)));
    assertThat(story.run(result("blocks", gap(1, 2))))
        .containsExactly("RESOLVED blocks 5-5 WARNING");
    Parts parts = Parts.of(story.active()).get(0);
    assertThat(parts.worst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(parts.lasted(story.now())).isEqualTo(Duration.ofHours(2));
  }

  /** A run with a later {@code --now} found it. */
  @Test
  void whatBeginsAfterNowHasNotLastedLessThanNothing() {
    story.run(result("blocks", gap(1, 2)));
    Parts parts = Parts.of(story.active()).get(0);
    assertThat(parts.lasted(story.now().minus(Duration.ofDays(34)))).isZero();
    assertThat(parts.first().lasted(story.now().minus(Duration.ofDays(34)))).isZero();
  }
}
