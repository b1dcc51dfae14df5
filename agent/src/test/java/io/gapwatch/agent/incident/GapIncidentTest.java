package io.gapwatch.agent.incident;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.gap;
import static io.gapwatch.agent.incident.Samples.result;
import static io.gapwatch.agent.incident.Samples.youngGap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.probe.Span;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ranges keep their identity while they are filled. */
class GapIncidentTest {
  private final Story story = new Story(IncidentPolicy.DEFAULT);

  @Test
  void keepsIdAndSubjectWhileItIsFilled() {
    story.run(result("blocks", gap(100, 199)));
    Incident opened = story.only();
    assertThat(story.run(result("blocks", gap(150, 199)))).isEmpty();
    assertThat(story.run(result("blocks", gap(190, 199)))).isEmpty();
    assertThat(story.only().id()).isEqualTo(opened.id());
    assertThat(story.only().fingerprint()).isEqualTo(opened.fingerprint());
    assertThat(story.only().finding().place().numbers()).contains(new Span(190, 199));
    assertThat(story.only().finding().summary()).isEqualTo("blocks 190-199 is bad");
    story.run(result("blocks"));
    assertThat(story.run(result("blocks"))).containsExactly("RESOLVED blocks 100-199 CRITICAL");
  }

  @Test
  void keepsIdWhileItGrows() {
    story.run(result("blocks", gap(100, 199)));
    assertThat(story.run(result("blocks", gap(100, 299)))).isEmpty();
    assertThat(story.run(result("blocks", gap(250, 399)))).isEmpty();
    assertThat(story.only().finding().subject()).isEqualTo("blocks 100-199");
  }

  @Test
  void staysOneWhenItIsFilledFromTheMiddle() {
    story.run(result("blocks", gap(100, 199)));
    assertThat(story.run(result("blocks", gap(100, 120), gap(180, 199)))).isEmpty();
    assertThat(story.only().finding().place().numbers()).contains(new Span(100, 199));
    assertThat(story.run(result("blocks", gap(180, 199)))).isEmpty();
    assertThat(story.only().finding().place().numbers()).contains(new Span(180, 199));
  }

  @Test
  void countsBothAsSeenWhenTwoGrowIntoOne() {
    story.run(result("blocks", gap(100, 109), gap(120, 129)));
    assertThat(story.run(result("blocks", gap(100, 129)))).isEmpty();
    assertThat(story.active()).hasSize(2).allMatch(incident -> incident.sightings() == 2);
  }

  @Test
  void countsBothAsSeenWhenOneGrowsBackOverTheOther() {
    story.run(result("blocks", gap(100, 199)));
    story.run(result("blocks", gap(100, 109)));
    story.run(result("blocks", gap(100, 109), gap(150, 159)));
    assertThat(story.run(result("blocks", gap(100, 199)))).isEmpty();
    assertThat(story.active())
        .hasSize(2)
        .allMatch(incident -> incident.goodRuns() == 0)
        .allMatch(incident -> incident.lastSeen().equals(story.now()));
  }

  @Test
  void keepsOverlappingIncidentsOfTheirOwnApart() {
    Finding warning = gap(Severity.WARNING, 105, 300);
    story.run(result("blocks", gap(100, 110), warning));
    assertThat(story.run(result("blocks", gap(100, 110), warning))).isEmpty();
    assertThat(story.active())
        .extracting(Incident::severity)
        .containsExactly(Severity.CRITICAL, Severity.WARNING);
  }

  @Test
  void isNewWhereItDoesNotOverlap() {
    story.run(result("blocks", gap(100, 199)));
    assertThat(story.run(result("blocks", gap(100, 199), gap(200, 299))))
        .containsExactly("OPENED blocks 200-299 CRITICAL");
  }

  @Test
  void isNotContinuedByTheSameNumbersOfAnotherCheck() {
    story.run(result("blocks", gap(100, 199)));
    Finding other = finding("logs", Severity.WARNING, "logs");
    Finding overlapping =
        new Finding(
            "logs",
            Severity.WARNING,
            "rows",
            "",
            "",
            "",
            "",
            other.evidence(),
            other.since(),
            other.settlesAt(),
            gap(100, 199).place());
    assertThat(story.run(result("logs", overlapping))).containsExactly("OPENED rows WARNING");
  }

  @Test
  void tellsNobodyWhileItMayStillHeal() {
    Finding young = youngGap(100, 199, story.now().plus(Duration.ofHours(3)));
    assertThat(story.run(result("blocks", young))).isEmpty();
    assertThat(story.run(result("blocks", young))).isEmpty();
    assertThat(story.only().state()).isEqualTo(State.PENDING);
    assertThat(story.run(result("blocks", young)))
        .containsExactly("OPENED blocks 100-199 CRITICAL");
  }

  @Test
  void forgetsAYoungGapThatHealed() {
    story.run(result("blocks", youngGap(100, 199, story.now().plus(Duration.ofHours(3)))));
    assertThat(story.run(result("blocks"))).isEmpty();
    assertThat(story.active()).isEmpty();
    assertThat(story.told()).isEmpty();
  }

  @Test
  void isNotHeldBackByAYoungPartOfIt() {
    story.run(result("blocks", youngGap(100, 199, story.now().plus(Duration.ofHours(2)))));
    Finding young = youngGap(180, 299, story.now().plus(Duration.ofHours(5)));
    assertThat(story.run(result("blocks", gap(Severity.WARNING, 100, 150), young)))
        .containsExactly("OPENED blocks 100-199 WARNING");
  }
}
