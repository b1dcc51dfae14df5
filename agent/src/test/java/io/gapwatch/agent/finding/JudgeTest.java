package io.gapwatch.agent.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Metric AGE =
      Metric.high("age", Unit.SECONDS, "how old it is").warning("60s").critical(">=5m");
  private static final Metric ELSE = Metric.neutral("else", Unit.COUNT, "something else");

  private static Observation age(double seconds) {
    return Observation.of(AGE, "blocks: newest row", seconds, seconds + " s", "old", "look");
  }

  private static CheckResult judge(Reading reading) {
    return new Judge().judge(check(AGE.defaults()), reading, NOW);
  }

  private static Judge.Check check(Limits limits) {
    return new Judge.Check("fresh", "staleness", "eth", "STALENESS", Map.of("age", limits));
  }

  private static CheckResult judge(Observation... seen) {
    return judge(reading(seen));
  }

  private static Reading reading(Observation... seen) {
    return Measured.saying("summary").value(ELSE, 1L).observe(List.of(seen)).build();
  }

  /** 2h 0m 40s is over 2h, and is 2h in two units. */
  @Test
  void whatIsOverItsLimitDoesNotReadLikeIt() {
    Limits limits = Metric.high("age", Unit.SECONDS, "how old it is").warning("2h").defaults();
    Observation sealed =
        Observation.of(AGE, "channel a", 7240, "2h", "sealed 2h ago, not 12h", "look");
    Finding finding = new Judge().judge(check(limits), reading(sealed), NOW).findings().get(0);
    assertThat(finding.observed()).isEqualTo("2h 0m 40s");
    assertThat(finding.summary()).isEqualTo("sealed 2h 0m 40s ago, not 12h");
    assertThat(finding.limit()).isEqualTo("2h");
    Observation later = Observation.of(AGE, "channel a", 7300, "2h 1m", "sealed 2h 1m ago", "look");
    assertThat(new Judge().judge(check(limits), reading(later), NOW).findings().get(0).summary())
        .isEqualTo("sealed 2h 1m ago");
  }

  @ParameterizedTest
  @CsvSource({
    "0, OK",
    "60, OK",
    "60.001, WARNING",
    "299.9, WARNING",
    "300, CRITICAL",
    "NaN, CRITICAL"
  })
  void worstBrokenLimitDecides(double seconds, Status status) {
    CheckResult result = judge(age(seconds));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.findings()).hasSize(status == Status.OK ? 0 : 1);
    assertThat(result.measured()).containsEntry("else", 1L);
  }

  @Test
  void findingTellsTheLimitThatWasBroken() {
    assertThat(judge(age(70)).findings().get(0).limit()).isEqualTo("60s");
    assertThat(judge(age(400)).findings().get(0).limit()).isEqualTo(">=5m");
    assertThat(judge(age(400)).findings().get(0).fingerprint())
        .isEqualTo(new Fingerprint("fresh", "blocks: newest row"));
  }

  @Test
  void whatMayStillHealIsOnlyAWarning() {
    assertThat(judge(age(400).settlingAt(NOW.plusSeconds(1))).status()).isEqualTo(Status.WARNING);
    assertThat(judge(age(400).settlingAt(NOW)).status()).isEqualTo(Status.CRITICAL);
    assertThat(judge(age(400).settlingAt(NOW.plusSeconds(1))).findings().get(0).unsettledAt(NOW))
        .isTrue();
  }

  @Test
  void worstFindingDecidesTheStatus() {
    CheckResult result = judge(age(10), age(70), age(400), age(80));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings()).hasSize(3);
  }

  @Test
  void metricWithoutLimitIsNeverWrong() {
    assertThat(judge(Observation.of(ELSE, "s", 1e9, "1e9", "big", "look")).status())
        .isEqualTo(Status.OK);
  }

  /** Hysteresis: what is open stays so until the number is within its limit for recovery. */
  @ParameterizedTest
  @CsvSource({"70, true, 60s", "50, true, 30s to resolve", "30, true,", "50, false,"})
  void clearLimitKeepsAnIncidentOpen(double seconds, boolean open, String limit) {
    Limits limits =
        new Limits(
            AGE.defaults().warning(), AGE.defaults().critical(), Limit.parse("30s", Unit.SECONDS));
    CheckResult result =
        new Judge()
            .judge(
                check(limits),
                reading(age(seconds)),
                NOW,
                subject -> open && subject.equals("blocks: newest row"));
    assertThat(result.findings().stream().map(Finding::limit).toList())
        .isEqualTo(limit == null ? List.of() : List.of(limit));
    assertThat(result.status()).isEqualTo(limit == null ? Status.OK : Status.WARNING);
  }

  @Test
  void unavailableIsUnknown() {
    CheckResult result = judge(new Unavailable("eth: gone", "bring it back"));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).isEqualTo("could not be checked: eth: gone");
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
              assertThat(finding.subject()).isEqualTo(Judge.CANNOT_BE_CHECKED);
              assertThat(finding.remedy()).isEqualTo("bring it back");
            });
  }

  @Test
  void whatIsKnownIsJudgedBesideWhatIsNot() {
    CheckResult result =
        new Judge()
            .judge(
                check(AGE.defaults()),
                Measured.saying("summary")
                    .observe(age(400))
                    .unmeasured(
                        new Unmeasured("rate", "not known before the second run", "wait")
                            .settlingAt(NOW.plusSeconds(60)))
                    .build(),
                NOW);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.answered()).isTrue();
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("blocks: newest row", Severity.CRITICAL), tuple("rate", Severity.UNKNOWN));
    assertThat(result.findings().get(1).unsettledAt(NOW)).isTrue();
  }

  @Test
  void nothingAtAllIsUnknown() {
    assertThat(Status.worst(List.of())).isEqualTo(Status.UNKNOWN);
    assertThat(Status.worst(List.of(Status.CRITICAL, Status.UNKNOWN, Status.OK)))
        .isEqualTo(Status.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"OK, 0", "WARNING, 1", "CRITICAL, 1", "UNKNOWN, 2"})
  void exitCodes(Status status, int code) {
    assertThat(status.exitCode()).isEqualTo(code);
  }
}
