package io.gapwatch.agent.incident;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.incomplete;
import static io.gapwatch.agent.incident.Samples.result;
import static io.gapwatch.agent.incident.Samples.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentTrackerTest {
  private static final Finding DISK = finding("disk", Severity.CRITICAL, "/");
  private static final Finding DISK_WARNING = finding("disk", Severity.WARNING, "/");
  private static final Finding DISK_UNKNOWN = finding("disk", Severity.UNKNOWN, "/");

  private final Story story = new Story(IncidentPolicy.DEFAULT);

  @Test
  void opensAtTheFirstSightingAndResolvesAfterTwoGoodRuns() {
    assertThat(story.run(result("disk", DISK))).containsExactly("OPENED / CRITICAL");
    assertThat(story.only().openedAt()).contains(story.now());
    assertThat(story.run(result("disk", DISK))).isEmpty();
    assertThat(story.only().sightings()).isEqualTo(2);
    assertThat(story.run(result("disk"))).isEmpty();
    assertThat(story.only().goodRuns()).isEqualTo(1);
    assertThat(story.run(result("disk"))).containsExactly("RESOLVED / CRITICAL");
    assertThat(story.only().resolvedAt()).contains(story.now());
    assertThat(story.only().lasted(story.now())).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void waitsUntilConfirmed() {
    Story slow = new Story(new IncidentPolicy(3, 1, Map.of()));
    assertThat(slow.run(result("disk", DISK))).isEmpty();
    assertThat(slow.run(result("disk", DISK))).isEmpty();
    assertThat(slow.only().state()).isEqualTo(State.PENDING);
    assertThat(slow.run(result("disk", DISK))).containsExactly("OPENED / CRITICAL");
    assertThat(slow.run(result("disk"))).containsExactly("RESOLVED / CRITICAL");
  }

  @Test
  void dropsAPendingOneSilentlyAfterOneGoodRun() {
    Story slow = new Story(new IncidentPolicy(2, 2, Map.of()));
    slow.run(result("disk", DISK));
    assertThat(slow.run(result("disk"))).isEmpty();
    assertThat(slow.active()).isEmpty();
    assertThat(slow.run(result("disk", DISK))).isEmpty();
    assertThat(slow.only().sightings()).isEqualTo(1);
  }

  @Test
  void keepsAPendingOneThroughAnUnknownRun() {
    Story slow = new Story(new IncidentPolicy(2, 2, Map.of()));
    slow.run(result("disk", DISK));
    assertThat(slow.run(unknown("disk"))).isEmpty();
    assertThat(slow.run(result("disk", DISK))).containsExactly("OPENED / CRITICAL");
  }

  @Test
  void isChangedByNoRunThatDoesNotKnow() {
    story.run(result("disk", DISK));
    Incident before = story.only();
    story.run(unknown("disk"));
    story.run(incomplete("disk"));
    story.run(result("memory"));
    story.run();
    assertThat(story.only()).isEqualTo(before);
  }

  @Test
  void countsGoodRunsOnBothSidesOfAnUnknownOne() {
    story.run(result("disk", DISK));
    story.run(result("disk"));
    assertThat(story.run(unknown("disk"))).isEmpty();
    assertThat(story.run(result("disk"))).containsExactly("RESOLVED / CRITICAL");
  }

  @Test
  void takesAFindingInAnUnknownResultForASighting() {
    story.run(result("disk", DISK));
    story.run(result("disk"));
    story.run(unknown("disk", DISK, finding("disk", Severity.UNKNOWN, "/data")));
    assertThat(story.active()).extracting(Incident::goodRuns).containsExactly(0, 0);
  }

  @Test
  void resolvesAnUnknownOneWhenTheCheckCanBeMadeAgain() {
    Finding itself = finding("disk", Severity.UNKNOWN, Judge.CANNOT_BE_CHECKED);
    assertThat(story.run(unknown("disk", itself)))
        .containsExactly("OPENED the check itself UNKNOWN");
    story.run(unknown("disk"));
    assertThat(story.run(incomplete("disk", finding("disk", Severity.WARNING, "/data"))))
        .containsExactly("OPENED /data WARNING");
    assertThat(story.run(result("disk", finding("disk", Severity.WARNING, "/data"))))
        .containsExactly("RESOLVED the check itself UNKNOWN");
  }

  @Test
  void isNewWhenItComesBackAfterItWasResolved() {
    story.run(result("disk", DISK));
    String first = story.only().id();
    story.run(result("disk"));
    story.run(result("disk"));
    assertThat(story.run(result("disk", DISK))).containsExactly("OPENED / CRITICAL");
    assertThat(story.only().id()).isNotEqualTo(first);
  }

  @Test
  void isTheSameWhenItComesBackBeforeItWasResolved() {
    story.run(result("disk", DISK));
    String first = story.only().id();
    story.run(result("disk"));
    assertThat(story.run(result("disk", DISK))).isEmpty();
    assertThat(story.only())
        .returns(first, Incident::id)
        .returns(0, Incident::goodRuns)
        .returns(1, Incident::sightings);
    assertThat(story.run(result("disk"))).isEmpty();
  }

  @Test
  void tellsOfChangesOfSeverity() {
    assertThat(story.run(result("disk", DISK_WARNING))).containsExactly("OPENED / WARNING");
    assertThat(story.run(result("disk", DISK))).containsExactly("WORSENED / CRITICAL");
    assertThat(story.run(result("disk", DISK_WARNING))).containsExactly("EASED / WARNING");
    assertThat(story.run(result("disk", DISK_UNKNOWN))).containsExactly("WORSENED / UNKNOWN");
    assertThat(story.run(result("disk", DISK_WARNING))).containsExactly("WORSENED / WARNING");
    assertThat(story.only().remindedAt()).contains(story.now());
  }

  @Test
  void forgetsAnAcknowledgementOnlyWhenItWorsens() {
    story.run(result("disk", DISK));
    story.acknowledge();
    story.run(result("disk", DISK_WARNING));
    assertThat(story.only().acknowledgedBy()).contains("ann");
    story.run(result("disk", DISK));
    assertThat(story.only().acknowledgedBy()).isEmpty();
  }

  @Test
  void remindsBySeverityUntilAcknowledged() {
    Story loud =
        new Story(new IncidentPolicy(1, 2, Map.of(Severity.CRITICAL, Duration.ofHours(2))));
    loud.run(result("disk", DISK, finding("disk", Severity.WARNING, "/data")));
    assertThat(loud.run(result("disk", DISK))).isEmpty();
    assertThat(loud.run(result("disk", DISK)))
        .containsExactly("REMINDER / CRITICAL", "RESOLVED /data WARNING");
    assertThat(loud.run(result("disk", DISK))).isEmpty();
    assertThat(loud.run(result("disk", DISK))).containsExactly("REMINDER / CRITICAL");
    loud.acknowledge();
    loud.run(result("disk", DISK));
    loud.run(result("disk", DISK));
    assertThat(loud.told()).hasSize(5);
  }

  /** What was told by a clock that was ahead is no reason to be silent until its time has come. */
  @Test
  void remindsAlsoAfterAClockThatWasAhead() {
    Story loud =
        new Story(new IncidentPolicy(1, 2, Map.of(Severity.CRITICAL, Duration.ofHours(2))));
    Instant right = loud.now();
    loud.clock(right.plus(Duration.ofDays(1000)));
    assertThat(loud.run(result("disk", DISK))).containsExactly("OPENED / CRITICAL");
    loud.clock(right);
    assertThat(loud.run(result("disk", DISK))).containsExactly("REMINDER / CRITICAL");
    assertThat(loud.run(result("disk", DISK))).isEmpty();
    assertThat(loud.run(result("disk", DISK))).containsExactly("REMINDER / CRITICAL");
  }

  @Test
  void remindsOnlyOfWhatTheRunHasSeen() {
    Story loud =
        new Story(new IncidentPolicy(1, 3, Map.of(Severity.CRITICAL, Duration.ofHours(1))));
    loud.run(result("disk", DISK));
    assertThat(loud.run(unknown("disk"))).isEmpty();
    assertThat(loud.run(result("disk"))).isEmpty();
    assertThat(loud.run(result("disk", DISK))).containsExactly("REMINDER / CRITICAL");
  }

  @Test
  void carriesTheLatestSighting() {
    story.run(result("disk", DISK_WARNING));
    story.run(result("disk", DISK));
    assertThat(story.only().finding()).isEqualTo(DISK);
    assertThat(story.only().lastSeen()).isEqualTo(story.now());
    assertThat(story.only().firstSeen()).isBefore(story.now());
  }

  @Test
  void opensOneIncidentForTwoFindingsWithOneFingerprint() {
    assertThat(story.run(result("disk", DISK_WARNING, DISK))).containsExactly("OPENED / CRITICAL");
    assertThat(story.run(result("disk", DISK_WARNING, DISK))).isEmpty();
  }

  @Test
  void asksThePolicyOfEachCheck() {
    Advance advance =
        new IncidentTracker("chain")
            .advance(
                List.of(),
                List.of(
                    result("disk", DISK),
                    result("swap", finding("swap", Severity.WARNING, "swap"))),
                checkId -> new IncidentPolicy(checkId.equals("disk") ? 2 : 1, 1, Map.of()),
                Samples.NOON,
                Samples.ids());
    assertThat(advance.incidents())
        .extracting(Incident::state)
        .containsExactly(State.PENDING, State.OPEN);
  }
}
