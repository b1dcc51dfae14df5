package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.result.Standing;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run as text, section by section while it is in progress. */
public final class ConsoleReport implements RunListener {
  private static final String RULE = "=".repeat(80);

  private final PrintWriter out;
  private final Style style;
  private Instant now = Instant.EPOCH;

  public ConsoleReport(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void header(Optional<String> job, Instant startedAt) {
    now = startedAt;
    title(
        job.map(name -> "Gapwatch: " + name).orElse("Gapwatch: manual checks"),
        startedAt.toString());
  }

  /** The heading of a report, with a time on the right. */
  void title(String title, String time) {
    out.println(RULE);
    out.println(
        style.bold(title) + " ".repeat(Math.max(1, 80 - title.length() - time.length())) + time);
    out.println(RULE);
    out.flush();
  }

  @Override
  public void secrets(String origin, List<SecretOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    out.println("[SECRETS] Loading secrets from " + origin + "...");
    for (SecretOutcome outcome : outcomes) {
      String text =
          outcome.isFetched()
              ? outcome.name() + " (" + outcome.length() + " characters)"
              : outcome.name() + ": " + outcome.failure();
      line(outcome.isFetched() ? Status.OK : Status.UNKNOWN, text);
    }
    out.println();
    out.flush();
  }

  @Override
  public void waiting(String what) {
    out.println("… " + what);
    out.flush();
  }

  @Override
  public void check(CheckResult check) {
    out.println(
        style.bold("[" + check.title() + "]") + " " + check.id() + ", source " + check.source());
    check.facts().forEach(fact -> out.println("  " + fact.label() + ": " + fact.text()));
    line(check.status(), check.summary());
    Alike.of(check.findings(), now).forEach(this::findings);
    out.println();
    out.flush();
  }

  private void findings(Alike alike) {
    alike.listed().stream()
        // The reason of a check that could not run is its summary, which has been printed.
        .filter(finding -> !finding.isOfTheCheckItself())
        .forEach(finding -> out.println("     " + described(finding)));
    if (alike.more() > 0) {
      out.println("     +" + alike.more() + " more");
    }
    out.println("       → " + (alike.pending() ? "nothing yet; later: " : "") + alike.remedy());
  }

  private String described(Finding finding) {
    String severity = finding.severity().word().toUpperCase(Locale.ROOT);
    String limit = finding.severity() == Severity.UNKNOWN ? "" : " (limit " + finding.limit() + ")";
    return "%s %s: %s%s%s"
        .formatted(
            style.paint(finding.severity(), severity),
            finding.subject(),
            finding.summary(),
            limit,
            pending(finding));
  }

  /** What may still be filled, or become known, by itself opens no incident yet. */
  private String pending(Finding finding) {
    return finding
        .settlesAt()
        .filter(now::isBefore)
        .map(
            at ->
                ", pending until %s: it may %s by itself"
                    .formatted(
                        Times.dateAndTime(at),
                        finding.severity() == Severity.UNKNOWN ? "become known" : "be filled"))
        .orElse("");
  }

  @Override
  public void notifications(List<NotificationOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    out.println(style.bold("[NOTIFICATIONS]"));
    outcomes.forEach(
        outcome ->
            line(
                outcome.arrived() ? Status.OK : Status.UNKNOWN,
                outcome.channel() + ": " + outcome.text()));
    out.println();
    out.flush();
  }

  @Override
  public void closed(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(style.bold("[NO LONGER LOOKED AT]"));
    lines.forEach(line -> out.println("  " + line));
    out.println();
    out.flush();
  }

  @Override
  public void verdict(RunResult report) {
    long warnings = count(report, Status.WARNING);
    long criticals = report.checks().stream().filter(CheckResult::hasCritical).count();
    long unknowns = count(report, Status.UNKNOWN);
    String counts =
        " (%d of %d checks ok, %d warning, %d critical, %d unknown%s)"
            .formatted(
                count(report, Status.OK),
                report.checks().size(),
                warnings,
                criticals,
                unknowns,
                both(criticals - count(report, Status.CRITICAL)));
    String verdict =
        switch (report.status()) {
          case OK -> "HEALTH CHECK PASSED";
          case WARNING -> "HEALTH CHECK PASSED WITH WARNINGS";
          case CRITICAL -> "HEALTH CHECK FAILED";
          case UNKNOWN -> criticals > 0 ? "HEALTH CHECK FAILED, PARTLY UNKNOWN" : "HEALTH UNKNOWN";
        };
    out.println(mark(report) + " " + style.paint(report.status(), verdict) + counts);
    standing(report.standing());
    if (report.exitCode() != report.status().exitCode()) {
      line(Status.UNKNOWN, "but a channel could not be used: exit code " + report.exitCode());
    }
    out.flush();
  }

  @Override
  public void leftOver(List<String> problems) {
    problems.forEach(problem -> line(Status.WARNING, problem));
    out.flush();
  }

  /** They stand in both counts. */
  private static String both(long checks) {
    return checks == 0
        ? ""
        : "; %d %s both critical and unknown".formatted(checks, checks == 1 ? "is" : "are");
  }

  /** What was closed unproven does not get a tick. */
  private static String mark(RunResult report) {
    return report.status() == Status.OK && report.standing().closed() > 0
        ? Style.CLOSED
        : Style.mark(report.status());
  }

  private void standing(Standing standing) {
    if (standing.recovering() > 0) {
      out.println(
          "  %s not seen this time, still open: %s"
              .formatted(
                  Numbers.count(standing.recovering(), "incident"),
                  standing.goodRuns() == 1
                      ? "resolved by one more good run"
                      : "resolved by " + standing.goodRuns() + " more good runs"));
    }
    if (standing.unread() > 0) {
      line(
          Status.UNKNOWN,
          "%s still open: this run did not look at all that was wrong"
              .formatted(Numbers.count(standing.unread(), "incident")));
    }
    if (standing.closed() > 0) {
      out.println(
          "  %s %s closed: no longer looked at, which says nothing about health"
              .formatted(Style.CLOSED, Numbers.count(standing.closed(), "incident")));
    }
  }

  private static long count(RunResult report, Status status) {
    return report.checks().stream().filter(check -> check.status() == status).count();
  }

  private void line(Status status, String text) {
    out.println("  " + Style.mark(status) + " " + style.paint(status, text));
  }
}
