package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports for pasting into an issue or a chat. Foreign text is escaped. */
final class MarkdownPrinter implements ReportPrinter {
  private static final int SPARKS = 24;

  @Override
  public String print(LastRun last) {
    RunResult report = last.report();
    StringBuilder text = new StringBuilder();
    text.append(
        "# %s %s: %s\n\n"
            .formatted(
                Style.mark(report.status()), escape(last.run().job()), report.status().word()));
    text.append(
        "Began %s, %s ago.\n\n"
            .formatted(Times.dateAndTime(report.startedAt()), Durations.text(last.age())));
    if (InsideReport.fits(report)) {
      new InsideReport(report).sections().forEach(section -> section(text, section));
      incidents(text, last.incidents(), last.now());
      return text.toString();
    }
    head(text, List.of("check", "type", "source", "status", "summary"));
    for (CheckResult check : report.worstFirst()) {
      row(
          text,
          List.of(
              escape(check.id()),
              escape(check.type()),
              escape(check.source()),
              Style.mark(check.status()) + " " + check.state(),
              escape(check.summary())));
    }
    findings(text, report);
    incidents(text, last.incidents(), last.now());
    return text.toString();
  }

  private static void section(StringBuilder text, Section section) {
    if (!section.title().isEmpty()) {
      text.append("\n## %s %s\n".formatted(section.icon().strip(), section.title()));
    }
    text.append('\n');
    for (Section.Item item : section.items()) {
      text.append("- ").append((item.mark() + " " + escape(item.head())).strip());
      item.lines().forEach(line -> text.append("<br>").append(escape(line)));
      text.append('\n');
    }
    if (!section.rows().isEmpty()) {
      text.append('\n');
      head(text, section.columns());
      section
          .rows()
          .forEach(cells -> row(text, cells.stream().map(MarkdownPrinter::escape).toList()));
    }
  }

  private static void findings(StringBuilder text, RunResult report) {
    List<Alike> findings =
        report.worstFirst().stream()
            .flatMap(check -> Alike.of(check.findings(), report.startedAt()).stream())
            .toList();
    if (!findings.isEmpty()) {
      text.append("\n## Findings\n\n");
      findings.forEach(alike -> text.append(findings(alike)));
    }
  }

  private static String findings(Alike alike) {
    Stream<String> listed =
        alike.listed().stream()
            .map(
                finding ->
                    "- **%s** %s: %s (limit %s)"
                        .formatted(
                            finding.severity().word(),
                            escape(finding.subject()),
                            escape(finding.summary()),
                            escape(finding.limit())));
    Stream<String> more =
        alike.more() == 0 ? Stream.empty() : Stream.of("- +" + alike.more() + " more");
    return Stream.concat(listed, more)
        .collect(Collectors.joining("\n", "", "<br>→ " + escape(alike.remedy()) + "\n"));
  }

  @Override
  public String print(Period period) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# %s %s, last %s\n\n%s to %s\n\n%s\n"
            .formatted(
                Style.mark(period.worst()),
                escape(period.job()),
                TextPrinter.length(period),
                Times.dateAndTime(period.from()),
                Times.dateAndTime(period.to()),
                period.runsInWords()));
    TextPrinter.asides(period).forEach(line -> text.append('\n').append(line).append('\n'));
    incidents(text, period.incidents(), period.to());
    numbers(text, period.series());
    return text.toString();
  }

  private static void incidents(StringBuilder text, List<Incident> incidents, Instant now) {
    text.append("\n## Incidents\n\n");
    if (incidents.isEmpty()) {
      text.append("none\n");
      return;
    }
    head(text, List.of("id", "severity", "what", "state", "began", "lasted"));
    for (Parts parts : Parts.openFirst(incidents)) {
      IncidentLine line = new IncidentLine(parts, now);
      row(
          text,
          List.of(
              line.shortId(),
              line.severity().word(),
              escape(line.what()),
              escape(line.state()),
              line.began(),
              line.lasted()));
    }
  }

  private static void numbers(StringBuilder text, List<MetricSeries> all) {
    text.append("\n## Numbers\n\n");
    if (all.isEmpty()) {
      text.append("none\n");
      return;
    }
    List<String> columns = new ArrayList<>(SeriesFigures.COLUMNS);
    columns.add("course");
    List<SeriesFigures> figures = all.stream().map(SeriesFigures::of).toList();
    if (figures.stream().anyMatch(one -> !one.flat())) {
      head(text, columns);
    }
    for (SeriesFigures one : figures) {
      if (!one.flat()) {
        List<String> cells = new ArrayList<>(one.cells());
        cells.set(0, escape(one.name()));
        cells.add(Sparkline.of(one.values(), SPARKS));
        row(text, cells);
      }
    }
    SeriesFigures.unchanged(figures)
        .forEach(line -> text.append('\n').append(escape(line)).append('\n'));
  }

  /** A table is none where its second line has more or fewer cells than its first. */
  static void head(StringBuilder text, List<String> columns) {
    row(text, columns);
    row(text, Collections.nCopies(columns.size(), "---"));
  }

  static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Foreign text stays text: it cannot become a table cell, tag or link. */
  static String escape(String text) {
    return Lines.oneLine(text)
        .replaceAll("([\\\\`*_{}\\[\\]|~#!])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
