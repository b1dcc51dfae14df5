package io.gapwatch.agent.report;

import static io.gapwatch.agent.report.Html.escape;

import io.gapwatch.agent.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A summary as text for the phone, as Markdown and as one self-contained page. */
public final class SummaryPrinter {
  private static final int FEW = 5;
  private static final List<String> INCIDENTS =
      List.of("severity", "what", "state", "began", "lasted");

  private SummaryPrinter() {}

  /** A few lines. */
  public static List<String> lines(Summary summary) {
    List<String> lines = new ArrayList<>();
    summary.criteria().forEach(each -> lines.add(each.line()));
    summary.trends().stream()
        .filter(trend -> trend.full().isPresent())
        .limit(FEW)
        .forEach(trend -> lines.add(trend.name() + ": " + trend.cells().get(6)));
    summary.upkeep().forEach(each -> lines.add(each.line()));
    lines.addAll(summary.jobs());
    return lines;
  }

  /** For scripts. Times are UTC, durations in seconds, numbers in base units. */
  public static String json(Summary summary) {
    return new SummaryJson(summary).text() + System.lineSeparator();
  }

  /** All of it, as plain text. */
  public static String text(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append(summary.title()).append('\n').append(summary.period()).append("\n\n");
    summary.criteria().forEach(each -> text.append(each.line()).append('\n'));
    summary.jobs().forEach(each -> text.append(each).append('\n'));
    if (!summary.trends().isEmpty()) {
      text.append('\n').append(String.join(" | ", Trend.COLUMNS)).append('\n');
      summary.trends().forEach(each -> text.append(String.join(" | ", each.cells())).append('\n'));
    }
    if (!summary.upkeep().isEmpty()) {
      text.append("\nUpkeep:\n");
      for (Deed each : summary.upkeep()) {
        text.append(each.line()).append('\n');
        each.details().forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    text.append("\nIncidents: ").append(summary.incidents().size()).append('\n');
    for (Incident each : summary.incidents()) {
      IncidentLine line = new IncidentLine(each, summary.to());
      text.append(line.severity().word() + " " + line.what() + ", " + line.state()).append('\n');
    }
    return text.toString();
  }

  /** For an archive, or for pasting. */
  public static String markdown(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(MarkdownPrinter.escape(summary.title())).append("\n\n");
    text.append(summary.period()).append("\n\n");
    summary
        .criteria()
        .forEach(
            each -> text.append("- ").append(MarkdownPrinter.escape(each.line())).append('\n'));
    summary
        .jobs()
        .forEach(each -> text.append("- ").append(MarkdownPrinter.escape(each)).append('\n'));
    if (!summary.trends().isEmpty()) {
      text.append("\n## Trends\n\n");
      MarkdownPrinter.head(text, Trend.COLUMNS);
      summary
          .trends()
          .forEach(each -> row(text, each.cells().stream().map(MarkdownPrinter::escape).toList()));
    }
    if (!summary.upkeep().isEmpty()) {
      text.append("\n## Upkeep\n\n");
      for (Deed each : summary.upkeep()) {
        text.append("- ").append(MarkdownPrinter.escape(each.line())).append('\n');
        each.details()
            .forEach(line -> text.append("  - ").append(MarkdownPrinter.escape(line)).append('\n'));
      }
    }
    text.append("\n## Incidents\n\n");
    if (summary.incidents().isEmpty()) {
      text.append("none\n");
    } else {
      MarkdownPrinter.head(text, INCIDENTS);
      summary
          .incidents()
          .forEach(
              each ->
                  row(text, cells(each, summary).stream().map(MarkdownPrinter::escape).toList()));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static List<String> cells(Incident incident, Summary summary) {
    IncidentLine line = new IncidentLine(incident, summary.to());
    return List.of(line.severity().word(), line.what(), line.state(), line.began(), line.lasted());
  }

  /** One page without scripts. */
  public static String html(Summary summary) {
    String criteria =
        Html.table(
            List.of("criterion", "", "why"),
            summary.criteria().stream()
                .map(
                    each ->
                        List.of(escape(each.text()), escape(each.met().word()), escape(each.why())))
                .toList());
    String trends =
        "<h2>Trends</h2>\n"
            + Html.table(
                Trend.COLUMNS,
                summary.trends().stream()
                    .map(each -> each.cells().stream().map(Html::escape).toList())
                    .toList());
    String upkeep =
        "<h2>Upkeep</h2>\n"
            + Html.table(
                List.of("what", "of which"),
                summary.upkeep().stream()
                    .map(
                        each ->
                            List.of(
                                escape(each.line()),
                                each.details().stream()
                                    .map(Html::escape)
                                    .collect(Collectors.joining("<br>"))))
                    .toList());
    String incidents =
        "<h2>Incidents</h2>\n"
            + Html.table(
                INCIDENTS,
                summary.incidents().stream()
                    .map(each -> cells(each, summary).stream().map(Html::escape).toList())
                    .toList());
    return Html.page(
        "Gapwatch: " + summary.name(),
        "<h1>"
            + escape(summary.title())
            + "</h1>\n<p class=\"soft\">"
            + escape(summary.period())
            + "</p>\n"
            + (summary.criteria().isEmpty() ? "" : criteria)
            + summary.jobs().stream()
                .map(each -> "<p>" + escape(each) + "</p>\n")
                .collect(Collectors.joining())
            + (summary.trends().isEmpty() ? "" : trends)
            + (summary.upkeep().isEmpty() ? "" : upkeep)
            + (summary.incidents().isEmpty() ? "" : incidents));
  }
}
