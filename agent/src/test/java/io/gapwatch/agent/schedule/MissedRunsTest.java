package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Schedule;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissedRunsTest {
  private static final Timetable EVERY_THREE_HOURS =
      new Timetable(new Schedule("0 */3 * * *"), ZoneOffset.UTC);
  private static final Instant SINCE = at("01T00:00");

  private static Instant at(String time) {
    return Instant.parse("2026-11-" + time + ":00Z");
  }

  private static Run ended(String startedAt) {
    return Run.started("id", "chain", at(startedAt))
        .ended(at(startedAt).plusSeconds(5), Status.OK, 0);
  }

  private static JobHistory chain(Optional<Run> last) {
    return new JobHistory("chain", EVERY_THREE_HOURS, Duration.ofMinutes(20), last, 0);
  }

  private static List<MissedRuns.Missed> missed(JobHistory job, String now) {
    return MissedRuns.of(List.of(job), SINCE, at(now));
  }

  @Test
  void oneMissedTimeIsNotYetAFinding() {
    assertThat(missed(chain(Optional.of(ended("20T00:00"))), "20T05:59")).isEmpty();
  }

  @Test
  void twoMissedTimesAreAFindingOnceTheSecondIsReallyLate() {
    JobHistory job = chain(Optional.of(ended("20T00:00")));
    assertThat(missed(job, "20T06:09")).isEmpty();
    assertThat(missed(job, "20T06:10"))
        .containsExactly(new MissedRuns.Missed("chain", at("20T00:00"), true, at("20T03:00")));
  }

  @Test
  void aJobThatNeverRanCountsFromWhenItWasAdded() {
    assertThat(missed(chain(Optional.empty()), "01T06:09")).isEmpty();
    assertThat(missed(chain(Optional.empty()), "01T06:10"))
        .containsExactly(new MissedRuns.Missed("chain", SINCE, false, at("01T03:00")));
  }

  @Test
  void aRunUnderWayIsNotMissed() {
    Run running = Run.started("id", "chain", at("20T06:00"));
    assertThat(missed(chain(Optional.of(running)), "20T06:15")).isEmpty();
  }

  @Test
  void theIntervalIsTheOneOfTheScheduleInItsZone() {
    JobHistory weekly =
        new JobHistory(
            "weekly",
            new Timetable(new Schedule("0 0 * * 1"), ZoneId.of("Europe/Berlin")),
            Duration.ofMinutes(20),
            Optional.of(ended("01T23:00")),
            0);
    assertThat(missed(weekly, "15T23:09")).isEmpty();
    assertThat(missed(weekly, "15T23:10")).hasSize(1);
  }

  @Test
  void aRunThatNeverEndedIsAFindingUntilTheNextOne() {
    Run killed = Run.started("id", "chain", at("20T03:00"));
    assertThat(check(chain(Optional.of(killed)), "20T03:20").findings()).isEmpty();
    assertThat(check(chain(Optional.of(killed)), "20T03:21").findings())
        .extracting(Finding::subject)
        .containsExactly("unfinished run of chain");
    assertThat(check(chain(Optional.of(ended("20T04:00"))), "20T04:01").status())
        .isEqualTo(Status.OK);
  }

  @Test
  void theFindingSaysWhatIsWrongAndWhatToDo() {
    Finding finding = check(chain(Optional.of(ended("20T00:00"))), "21T00:00").findings().get(0);
    assertThat(finding.checkId()).isEqualTo("missed-runs");
    assertThat(finding.subject()).isEqualTo("runs of chain");
    assertThat(finding.summary()).isEqualTo("chain last ran at 2026-11-20T00:00:00Z");
    assertThat(finding.remedy()).contains("gapwatch crontab show");
  }

  @Test
  void whatAnotherJobHasToldIsNotToldAgain() {
    assertThat(
            MissedRunsCheck.of(
                    List.of(chain(Optional.of(ended("20T00:00")))),
                    SINCE,
                    Set.of("runs of chain"),
                    at("21T00:00"))
                .status())
        .isEqualTo(Status.OK);
  }

  private static io.gapwatch.agent.finding.CheckResult check(JobHistory job, String now) {
    return MissedRunsCheck.of(List.of(job), SINCE, Set.of(), at(now));
  }
}
