package io.gapwatch.agent.incident;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every row of runs. */
class IncidentTrackerPropertyTest {
  private static final List<Transition.Kind> CHANGES =
      List.of(Transition.Kind.WORSENED, Transition.Kind.EASED, Transition.Kind.REMINDER);

  @Property(seed = "1")
  void anIncidentIsOpenedOnceThenChangedThenResolvedAtMostOnce(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    runs.forEach(run -> story.run(run.toArray(CheckResult[]::new)));

    assertThat(story.told()).isSortedAccordingTo(Comparator.comparing(Transition::id));
    assertThat(story.told()).doesNotHaveDuplicates();
    story.told().stream()
        .collect(groupingBy(transition -> transition.incident().id()))
        .values()
        .forEach(IncidentTrackerPropertyTest::isALife);
  }

  @Property(seed = "1")
  void whatTheLastKnowingRunSawIsStillActive(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    for (List<CheckResult> run : runs) {
      story.run(run.toArray(CheckResult[]::new));
      run.stream()
          .flatMap(result -> result.findings().stream())
          .forEach(finding -> assertThat(story.active()).anyMatch(it -> follows(it, finding)));
    }
  }

  @Property(seed = "1")
  void runsThatDoNotKnowChangeNothing(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    runs.forEach(run -> story.run(run.toArray(CheckResult[]::new)));
    List<Incident> before = story.active();
    for (int i = 0; i < 5; i++) {
      assertThat(story.run(Samples.unknown("blocks"), Samples.unknown("disk"))).isEmpty();
      assertThat(story.run()).isEmpty();
    }
    assertThat(story.active()).isEqualTo(before);
  }

  @Property(seed = "1")
  void theSameRunTwiceOpensNothingTwice(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    for (List<CheckResult> run : runs) {
      story.run(run.toArray(CheckResult[]::new));
      story.again(run.toArray(CheckResult[]::new));
    }
    assertThat(
            story.told().stream()
                .filter(transition -> transition.kind() == Transition.Kind.OPENED)
                .map(transition -> transition.incident().id()))
        .doesNotHaveDuplicates();
  }

  @Property(seed = "1")
  void activeIncidentsDifferInTheirFingerprintsAndKeepThem(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    for (List<CheckResult> run : runs) {
      List<Incident> before = story.active();
      story.run(run.toArray(CheckResult[]::new));
      assertThat(story.active()).extracting(Incident::fingerprint).doesNotHaveDuplicates();
      for (Incident incident : before) {
        assertThat(story.active())
            .filteredOn(after -> after.id().equals(incident.id()))
            .allMatch(after -> after.fingerprint().equals(incident.fingerprint()));
      }
    }
  }

  @Property(seed = "1")
  void enoughGoodRunsEndEverything(
      @ForAll("runs") List<List<CheckResult>> runs, @ForAll("policies") IncidentPolicy policy) {
    Story story = new Story(policy);
    runs.forEach(run -> story.run(run.toArray(CheckResult[]::new)));
    for (int i = 0; i < policy.recover(); i++) {
      story.run(Samples.result("blocks"), Samples.result("disk"));
    }
    assertThat(story.active()).isEmpty();
  }

  @Provide
  Arbitrary<List<List<CheckResult>>> runs() {
    Arbitrary<CheckResult> blocks = results("blocks", gaps());
    Arbitrary<CheckResult> disk = results("disk", disks());
    Arbitrary<List<CheckResult>> both = Combinators.combine(blocks, disk).as(List::of);
    return Arbitraries.oneOf(both, both, blocks.map(List::of), disk.map(List::of))
        .list()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<IncidentPolicy> policies() {
    Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
    Arbitrary<Map<Severity, Duration>> remind =
        Arbitraries.of(Map.of(), Map.of(Severity.CRITICAL, Duration.ofHours(2)));
    return Combinators.combine(few, few, remind).as(IncidentPolicy::new);
  }

  private static Arbitrary<CheckResult> results(String checkId, Arbitrary<Finding> findings) {
    Arbitrary<CheckResult> known =
        findings.array(Finding[].class).ofMaxSize(3).map(found -> Samples.result(checkId, found));
    Arbitrary<CheckResult> partly =
        findings
            .array(Finding[].class)
            .ofMaxSize(2)
            .map(found -> Samples.result(checkId, Status.CRITICAL, false, found));
    return Arbitraries.frequencyOf(
        Tuple.of(6, known),
        Tuple.of(1, partly),
        Tuple.of(1, Arbitraries.just(Samples.unknown(checkId))));
  }

  private static Arbitrary<Finding> gaps() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 30);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 9);
    Arbitrary<Finding> settled =
        Combinators.combine(numbers, lengths).as((first, more) -> Samples.gap(first, first + more));
    Arbitrary<Finding> young =
        Combinators.combine(numbers, lengths, Arbitraries.integers().between(1, 25))
            .as(
                (first, more, hours) ->
                    Samples.youngGap(
                        first, first + more, Samples.NOON.plus(Duration.ofHours(hours))));
    return Arbitraries.oneOf(settled, young);
  }

  private static Arbitrary<Finding> disks() {
    return Combinators.combine(Arbitraries.of(Severity.class), Arbitraries.of("/", "/data"))
        .as((severity, subject) -> Samples.finding("disk", severity, subject));
  }

  private static void isALife(List<Transition> life) {
    assertThat(life.get(0).kind()).isEqualTo(Transition.Kind.OPENED);
    Transition last = life.get(life.size() - 1);
    int end = last.kind() == Transition.Kind.RESOLVED ? life.size() - 1 : life.size();
    assertThat(life.subList(1, Math.max(1, end)))
        .allMatch(transition -> CHANGES.contains(transition.kind()));
  }

  private static boolean follows(Incident incident, Finding finding) {
    return incident.fingerprint().equals(finding.fingerprint())
        || (incident.finding().checkId().equals(finding.checkId())
            && incident.finding().place().sharesRange(finding.place()));
  }
}
