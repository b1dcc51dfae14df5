package io.gapwatch.agent.report;

import static io.gapwatch.agent.report.Html.badge;
import static io.gapwatch.agent.report.Html.escape;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports as one self-contained page: no scripts, images or fonts. It follows the reader's dark or
 * light setting.
 */
final class HtmlPrinter implements ReportPrinter {

  @Override
  public String print(LastRun last) {
    RunResult report = last.report();
    String body =
        heading(last.run().job(), report.status().word())
            + soft(
                "Began %s, %s ago, took %s"
                    .formatted(
                        Times.dateAndTime(report.startedAt()),
                        Durations.text(last.age()),
                        Durations.text(last.took())))
            + checks(report)
            + incidents(last.incidents(), last.now())
            + plots("Previous days", last.recent());
    return Html.page("Gapwatch: " + last.run().job(), body);
  }

  @Override
  public String print(Period period) {
    String body =
        heading(period.job() + ", last " + TextPrinter.length(period), period.latest().word())
            + (period.latest() == period.worst()
                ? ""
                : soft("That is of the last run; the worst in this time: " + period.worst().word()))
            + soft(Times.dateAndTime(period.from()) + " to " + Times.dateAndTime(period.to()))
            + "<p>"
            + escape(period.runsInWords())
            + "</p>\n"
            + TextPrinter.asides(period).stream()
                .map(HtmlPrinter::soft)
                .collect(Collectors.joining())
            + incidents(period.incidents(), period.to())
            + numbers(period.series())
            + plots("Over time", period.series());
    return Html.page("Gapwatch: " + period.job(), body);
  }

  private static String heading(String title, String status) {
    return "<h1>" + escape(title) + " " + badge(status) + "</h1>\n";
  }

  private static String soft(String text) {
    return "<p class=\"soft\">" + escape(text) + "</p>\n";
  }

  private static String checks(RunResult report) {
    return InsideReport.fits(report)
        ? new InsideReport(report)
            .sections().stream().map(HtmlPrinter::section).collect(Collectors.joining())
        : report.worstFirst().stream()
            .map(check -> check(check, report.startedAt()))
            .collect(Collectors.joining());
  }

  private static String section(Section section) {
    String title =
        section.title().isEmpty()
            ? ""
            : "<h2>%s %s</h2>\n".formatted(section.icon().strip(), escape(section.title()));
    String items = section.items().stream().map(HtmlPrinter::item).collect(Collectors.joining());
    String table =
        section.rows().isEmpty()
            ? ""
            : Html.table(
                section.columns(),
                section.rows().stream()
                    .map(row -> row.stream().map(Html::escape).toList())
                    .toList());
    return title + items + table;
  }

  private static String item(Section.Item item) {
    return "<p>"
        + escape((item.mark() + " " + item.head()).strip())
        + "</p>\n"
        + item.lines().stream().map(HtmlPrinter::soft).collect(Collectors.joining());
  }

  private static String check(CheckResult check, Instant now) {
    String facts = check.facts().stream().map(HtmlPrinter::fact).collect(Collectors.joining(" · "));
    return "<h2>%s %s</h2>\n<p>%s</p>\n"
            .formatted(escape(check.id()), badge(check.status().word()), escape(check.summary()))
        + soft(check.type() + ", source " + check.source())
        + (facts.isEmpty() ? "" : soft(facts))
        + findings(check.findings(), now);
  }

  private static String fact(Fact fact) {
    return fact.label() + ": " + fact.text();
  }

  private static String findings(List<Finding> findings, Instant now) {
    if (findings.isEmpty()) {
      return "";
    }
    return Html.table(
        List.of("severity", "subject", "found", "limit", "what to do"),
        Alike.of(findings, now).stream().flatMap(HtmlPrinter::rows).toList());
  }

  private static Stream<List<String>> rows(Alike alike) {
    Stream<List<String>> listed =
        alike.listed().stream()
            .map(
                finding ->
                    List.of(
                        badge(finding.severity().word()),
                        escape(finding.subject()),
                        escape(finding.summary()),
                        escape(finding.limit()),
                        finding.equals(alike.findings().get(0)) ? escape(finding.remedy()) : "″"));
    return alike.more() == 0
        ? listed
        : Stream.concat(listed, Stream.of(List.of("", "+" + alike.more() + " more", "", "", "″")));
  }

  private static String incidents(List<Incident> incidents, Instant now) {
    String title = "<h2>Incidents</h2>\n";
    return incidents.isEmpty()
        ? title + soft("none")
        : title
            + Html.table(
                List.of("id", "severity", "what", "state", "began", "lasted"),
                Parts.openFirst(incidents).stream()
                    .map(parts -> cells(new IncidentLine(parts, now)))
                    .toList());
  }

  private static List<String> cells(IncidentLine line) {
    return List.of(
        escape(line.shortId()),
        badge(line.severity().word()),
        escape(line.what()),
        escape(line.state()),
        escape(line.began()),
        escape(line.lasted()));
  }

  private static String numbers(List<MetricSeries> all) {
    if (all.isEmpty()) {
      return "<h2>Numbers</h2>\n" + soft("none");
    }
    List<SeriesFigures> figures = all.stream().map(SeriesFigures::of).toList();
    List<List<String>> rows =
        figures.stream()
            .filter(one -> !one.flat())
            .map(one -> one.cells().stream().map(Html::escape).toList())
            .toList();
    return "<h2>Numbers</h2>\n"
        + (rows.isEmpty()
            ? ""
            : "<div class=\"numbers\">" + Html.table(SeriesFigures.COLUMNS, rows) + "</div>\n")
        + SeriesFigures.unchanged(figures).stream()
            .map(HtmlPrinter::soft)
            .collect(Collectors.joining());
  }

  /** A constant series is not worth plotting. */
  private static String plots(String title, List<MetricSeries> all) {
    String figures =
        all.stream()
            .filter(series -> !SeriesFigures.of(series).flat())
            .map(HtmlPrinter::figure)
            .collect(Collectors.joining());
    return figures.isEmpty() ? "" : "<h2>" + escape(title) + "</h2>\n" + figures;
  }

  private static String figure(MetricSeries series) {
    return "<figure><figcaption>"
        + escape(series.name())
        + "</figcaption>\n"
        + new Plot(series).svg()
        + "</figure>\n";
  }
}
