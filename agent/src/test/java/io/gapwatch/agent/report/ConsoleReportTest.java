package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.SecretOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleReportTest {
  private final StringWriter text = new StringWriter();

  private String print(Style style, CheckResult... checks) {
    ConsoleReport report = new ConsoleReport(new PrintWriter(text), style);
    report.header(Optional.of("chain"), Samples.NOW);
    report.secrets(
        "OCI Vault",
        List.of(
            SecretOutcome.fetched("MOTHERDUCK_TOKEN", 380),
            SecretOutcome.failed("DATABASE_URL", "not found")));
    List.of(checks).forEach(report::check);
    report.notifications(
        List.of(
            new NotificationOutcome("phone", true, "1 message"),
            new NotificationOutcome("deadman", false, "no answer")));
    report.verdict(Samples.report(checks));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void wholeRun() {
    assertThat(
            print(Style.PLAIN, Samples.fresh(), Samples.gaps(), Samples.slow(), Samples.unknown()))
        .isEqualTo(
            """
            ================================================================================
            Gapwatch: chain                                             2026-11-21T00:00:00Z
            ================================================================================
            [SECRETS] Loading secrets from OCI Vault...
              ✅ MOTHERDUCK_TOKEN (380 characters)
              ❓ DATABASE_URL: not found

            [STALENESS] freshness, source ethereum
              Latest block: 23,765,432
              Age: 45.1s
              ✅ newest row is 45.1s old

            [GAP DETECTION] blocks, source ethereum
              Gaps found: 2 (12 blocks missing)
              ❌ 12 blocks missing in 2 ranges
                 CRITICAL blocks 20500000-20500009: 10 blocks missing (limit 0)
                   → backfill this range

            [SQL] own, source ethereum
              ⚠️ 9
                 WARNING value: 9 (limit 8)
                   → see what is counted

            [STALENESS] backup, source ethereum
              ❓ could not be checked: ledger: gone
                   → bring it back

            [NOTIFICATIONS]
              ✅ phone: 1 message
              ❓ deadman: no answer

            ❓ HEALTH CHECK FAILED, PARTLY UNKNOWN (1 of 4 checks ok, 1 warning, 1 critical, 1 unknown)
            """);
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        Arguments.of(
            List.of(Samples.fresh()),
            "✅ HEALTH CHECK PASSED (1 of 1 checks ok, 0 warning, 0 critical, 0 unknown)\n"),
        Arguments.of(
            List.of(Samples.fresh(), Samples.slow()),
            "⚠️ HEALTH CHECK PASSED WITH WARNINGS (1 of 2 checks ok, 1 warning, 0 critical, 0"
                + " unknown)\n"),
        Arguments.of(
            List.of(Samples.slow(), Samples.gaps()),
            "❌ HEALTH CHECK FAILED (0 of 2 checks ok, 1 warning, 1 critical, 0 unknown)\n"),
        Arguments.of(
            List.of(Samples.fresh(), Samples.unknown()),
            "❓ HEALTH UNKNOWN (1 of 2 checks ok, 0 warning, 0 critical, 1 unknown)\n"),
        Arguments.of(
            List.of(Samples.fresh(), Samples.unknown(), Samples.partly()),
            "❓ HEALTH CHECK FAILED, PARTLY UNKNOWN (1 of 3 checks ok, 0 warning, 1 critical, 2"
                + " unknown; 1 is both critical and unknown)\n"),
        Arguments.of(
            List.of(), "❓ HEALTH UNKNOWN (0 of 0 checks ok, 0 warning, 0 critical, 0 unknown)\n"));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void verdict(List<CheckResult> checks, String line) {
    assertThat(print(Style.PLAIN, checks.toArray(CheckResult[]::new))).endsWith(line);
  }

  @Test
  void colour() {
    String coloured = print(new Style(true), Samples.fresh(), Samples.gaps());
    assertThat(coloured)
        .contains("\u001b[1mGapwatch: chain\u001b[0m")
        .contains("  ✅ \u001b[32mnewest row is 45.1s old\u001b[0m\n")
        .contains(
            "     \u001b[31mCRITICAL\u001b[0m blocks 20500000-20500009: 10 blocks missing (limit"
                + " 0)\n")
        .contains("❌ \u001b[31mHEALTH CHECK FAILED\u001b[0m (1 of 2");
    text.getBuffer().setLength(0);
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(print(Style.PLAIN, Samples.fresh(), Samples.gaps()));
  }
}
