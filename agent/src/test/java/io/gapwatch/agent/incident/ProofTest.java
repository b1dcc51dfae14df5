package io.gapwatch.agent.incident;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.gap;
import static io.gapwatch.agent.incident.Samples.result;
import static io.gapwatch.agent.incident.Samples.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.Unmeasured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Only who has looked knows that it is well. */
class ProofTest {
  private static final Instant HOLE = Samples.NOON.minus(Duration.ofDays(3));

  private final Story story = new Story(IncidentPolicy.DEFAULT);

  @Test
  void staysOpenWhenTheRowsAroundItAreGoneToo() {
    story.run(read(1, 1000, hole(500, 509)));
    assertThat(story.run(read(510, 1000))).isEmpty();
    assertThat(story.run(read(1, 499))).isEmpty();
    assertThat(story.run(read(1, 505))).isEmpty();
    assertThat(story.only().goodRuns()).isZero();
    story.run(read(1, 1000));
    assertThat(story.run(read(1, 1000))).containsExactly("RESOLVED blocks 500-509 CRITICAL");
  }

  @Test
  void isClosedWhenItLeavesTheWindow() {
    story.run(read(1, 1000, hole(500, 509)));
    assertThat(story.run(since(HOLE.plusSeconds(1), 510, 2000)))
        .containsExactly("CLOSED blocks 500-509 CRITICAL");
    assertThat(story.told()).last().satisfies(told -> why(told, Closure.OUT_OF_REACH));
  }

  @Test
  void isClosedWhenItsCheckAsksSomethingElse() {
    story.run(read(1, 1000, hole(500, 509)).within("as it was"));
    assertThat(story.run(unknown("blocks").within("as it was"))).isEmpty();
    assertThat(story.run(read(1, 1000).within("another")))
        .containsExactly("CLOSED blocks 500-509 CRITICAL");
    assertThat(story.told()).last().satisfies(told -> why(told, Closure.CHANGED));
  }

  @Test
  void goesOnWhenItsCheckWasChangedAndStillSeesAllOfIt() {
    story.run(read(1, 1000, hole(500, 509)).within("as it was"));
    assertThat(story.run(read(1, 1000, hole(500, 509)).within("another"))).isEmpty();
    story.run(read(1, 1000).within("another"));
    assertThat(story.run(read(1, 1000).within("another")))
        .containsExactly("RESOLVED blocks 500-509 CRITICAL");
  }

  @Test
  void isNotProvenByAChangedCheckThatSawOnlySomeOfIt() {
    story.run(read(1, 1000, hole(500, 509)).within("as it was"));
    assertThat(story.run(read(1, 1000, hole(505, 509)).within("another"))).isEmpty();
    assertThat(story.only().finding().place().numbers()).contains(new Span(500, 509));
    assertThat(story.run(read(1, 1000).within("another")))
        .containsExactly("CLOSED blocks 500-509 CRITICAL");
  }

  @Test
  void keepsWhatLeftTheWindowBeforeTheRestWasFilled() {
    story.run(read(1, 1000, hole(500, 599)));
    // Rows 550 to 559 came; the first of them begins the window now.
    story.run(since(HOLE.plusSeconds(1), 550, 1000, hole(560, 599)));
    assertThat(story.only().finding().place().numbers()).contains(new Span(500, 599));
    assertThat(story.run(since(HOLE.plusSeconds(1), 550, 1000)))
        .containsExactly("CLOSED blocks 500-599 CRITICAL");
  }

  @Test
  void anIntervalIsNotWellWhenItsRowsAreMissing() {
    Finding interval =
        at(finding("blocks", Severity.WARNING, "interval before 600"), numbers(599, 600));
    story.run(read(1, 1000, interval));
    assertThat(story.run(read(1, 1000, gap(590, 610))))
        .containsExactly("OPENED blocks 590-610 CRITICAL");
    story.run(read(1, 1000, gap(590, 610)));
    assertThat(story.active()).hasSize(2);
  }

  @Test
  void aThingThatIsNoLongerThereIsNotWell() {
    Finding worker = at(finding("workers", Severity.CRITICAL, "worker-1"), Place.of("worker-1"));
    story.run(covering(Covered.parts(Set.of("worker-1", "api")), result("workers", worker)));
    assertThat(story.run(covering(Covered.parts(Set.of("api")), result("workers"))))
        .containsExactly("CLOSED worker-1 CRITICAL");
  }

  @Test
  void whatAReadingCouldNotTellIsNotWell() {
    Finding filling = finding("disk", Severity.WARNING, "/ filling up");
    story.run(result("disk", filling));
    CheckResult untold =
        covering(Covered.everything().except(Set.of("/ filling up")), result("disk"));
    story.run(untold);
    assertThat(story.run(untold)).isEmpty();
    story.run(result("disk"));
    assertThat(story.run(result("disk"))).containsExactly("RESOLVED / filling up WARNING");
  }

  @Test
  void aSubjectThatHasEndedIsClosed() {
    story.run(result("disk", finding("disk", Severity.WARNING, "number of apps")));
    assertThat(story.run(judged(Measured.saying("").coveringWhatIsObserved(List.of())))).isEmpty();
    Measured.Builder ended =
        Measured.saying("").ended("number of apps").coveringWhatIsObserved(List.of());
    assertThat(story.run(judged(ended))).containsExactly("CLOSED number of apps WARNING");
  }

  /** That it is known now of two proves nothing of the three that there were. */
  @Test
  void aSubjectElsewhereProvesNothingOfAPlace() {
    Finding three = at(finding("disk", Severity.WARNING, "web"), Place.of("web: 3"));
    story.run(result("disk", three));
    Covered two = Covered.observed(Set.of("web"), Set.of("web: 2"));
    assertThat(story.run(covering(two, result("disk")))).containsExactly("CLOSED web WARNING");
  }

  @Test
  void subjectThatIsUnknownKeepsNoOtherOpen() {
    story.run(result("disk", finding("disk", Severity.CRITICAL, "/")));
    CheckResult partly =
        covering(
            Covered.observed(Set.of("/"), Set.of()),
            unknown("disk", finding("disk", Severity.UNKNOWN, "/data")));
    assertThat(story.run(partly)).containsExactly("OPENED /data UNKNOWN");
    assertThat(story.run(partly)).containsExactly("RESOLVED / CRITICAL");
    story.run(covering(Covered.observed(Set.of("/"), Set.of()), result("disk")));
    assertThat(story.active()).extracting(it -> it.finding().subject()).containsExactly("/data");
    story.run(covering(Covered.observed(Set.of("/", "/data"), Set.of()), result("disk")));
    assertThat(story.run(covering(Covered.observed(Set.of("/data"), Set.of()), result("disk"))))
        .containsExactly("RESOLVED /data UNKNOWN");
  }

  @Test
  void whatCouldNotBeToldOfAThingThatWentIsClosed() {
    Unmeasured cpu = new Unmeasured("worker-1 cpu", "not known yet", "wait").part("worker-1");
    story.run(
        judged(
            Measured.saying("")
                .unmeasured(cpu)
                .coveringWhatIsObserved(List.of("worker-1", "api"))));
    assertThat(story.run(judged(Measured.saying("").coveringWhatIsObserved(List.of("api")))))
        .containsExactly("CLOSED worker-1 cpu UNKNOWN");
  }

  @Test
  void whatWasToldAgainIsWellThoughNothingOfItIsJudged() {
    Unmeasured file = new Unmeasured("a.log", "it could not be read", "chmod").part("a.log");
    story.run(
        judged(Measured.saying("").unmeasured(file).coveringWhatIsObserved(List.of("a.log"))));
    Measured.Builder read =
        Measured.saying("").told("a.log").coveringWhatIsObserved(List.of("a.log"));
    assertThat(story.run(judged(read))).isEmpty();
    assertThat(story.run(judged(read))).containsExactly("RESOLVED a.log UNKNOWN");
  }

  @Test
  void whatDependsOnSomethingUnknownIsNotWell() {
    story.run(result("disk", finding("disk", Severity.WARNING, "rows per hour")));
    Unmeasured growth =
        new Unmeasured("growth", "not known yet", "wait").hiding(Set.of("rows per hour"));
    assertThat(story.run(judged(Measured.saying("").unmeasured(growth))))
        .containsExactly("OPENED growth UNKNOWN");
    assertThat(story.run(judged(Measured.saying("").unmeasured(growth)))).isEmpty();
    assertThat(story.run(judged(Measured.saying("").untold("rows per hour")))).isEmpty();
    assertThat(story.active()).hasSize(2);
    assertThat(story.run(judged(Measured.saying("")))).containsExactly("RESOLVED growth UNKNOWN");
    assertThat(story.run(judged(Measured.saying(""))))
        .containsExactly("RESOLVED rows per hour WARNING");
  }

  private CheckResult judged(Measured.Builder reading) {
    Judge.Check disk = new Judge.Check("disk", "disk", "host", "Disk", Map.of());
    return new Judge().judge(disk, reading.build(), story.now());
  }

  @Test
  void remembersTheWorst() {
    story.run(result("disk", finding("disk", Severity.WARNING, "/")));
    story.run(result("disk", finding("disk", Severity.CRITICAL, "/")));
    story.run(result("disk", finding("disk", Severity.UNKNOWN, "/")));
    story.run(result("disk", finding("disk", Severity.WARNING, "/")));
    assertThat(story.only().worst()).isEqualTo(Severity.CRITICAL);
  }

  private static void why(Transition told, Closure why) {
    assertThat(told.incident().closure()).contains(why);
  }

  private static Finding hole(long first, long last) {
    return at(gap(first, last), numbers(first, last).moving());
  }

  private static Place numbers(long first, long last) {
    return Place.WHOLE
        .at(new Span(first, last))
        .during(new TimeSpan(HOLE, HOLE.plusSeconds(last - first)));
  }

  private static CheckResult read(long first, long last, Finding... findings) {
    return since(Samples.NOON.minus(Duration.ofDays(30)), first, last, findings);
  }

  private static CheckResult since(Instant from, long first, long last, Finding... findings) {
    return covering(
        Covered.rows(
            new TimeSpan(from, Samples.NOON), List.of(Place.WHOLE.at(new Span(first, last)))),
        result("blocks", findings));
  }

  private static CheckResult covering(Covered covered, CheckResult result) {
    return new CheckResult(
        result.id(),
        result.type(),
        result.source(),
        result.title(),
        result.status(),
        result.summary(),
        result.facts(),
        result.measured(),
        result.findings(),
        result.complete(),
        covered,
        "");
  }

  private static Finding at(Finding finding, Place place) {
    return new Finding(
        finding.checkId(),
        finding.severity(),
        finding.subject(),
        finding.summary(),
        finding.observed(),
        finding.limit(),
        finding.remedy(),
        finding.evidence(),
        finding.since(),
        finding.settlesAt(),
        place);
  }
}
