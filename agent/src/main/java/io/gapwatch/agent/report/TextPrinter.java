package io.gapwatch.agent.report;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports for the terminal. */
final class TextPrinter implements ReportPrinter {
  private static final int SPARKS = 24;
  private static final int WIDTH = 80;
  private static final String ROW = "  %-30s %6s %12s %12s %12s %12s";

  private final Style style;

  TextPrinter(Style style) {
    this.style = style;
  }

  @Override
  public String print(LastRun last) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ConsoleReport console = new ConsoleReport(out, style);
    console.header(last.report().job(), last.report().startedAt());
    if (InsideReport.fits(last.report())) {
      text.getBuffer().setLength(0);
      out.print(InsideText.of(last.report()));
    } else {
      last.report().worstFirst().forEach(console::check);
    }
    incidents(out, last.incidents(), last.now());
    out.printf("Began %s ago, took %s.%n", Durations.text(last.age()), Durations.text(last.took()));
    console.verdict(last.report());
    return text.toString();
  }

  @Override
  public String print(Period period) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ConsoleReport(out, style)
        .title(
            "Gapwatch: " + period.job() + ", last " + length(period),
            Times.dateAndTime(period.to()));
    out.println(Style.mark(period.worst()) + " " + period.runsInWords());
    asides(period).forEach(line -> out.println("   " + line));
    out.println();
    incidents(out, period.incidents(), period.to());
    numbers(out, period.series());
    out.flush();
    return text.toString();
  }

  /** {@code 12 h}, {@code 7 d}. */
  static String length(Period period) {
    return Durations.text(Duration.between(period.from(), period.to()))
        .replaceAll(" 0 (h|min)$", "");
  }

  /** Lines beside the runs: due times, missed ones, the longest gap. */
  static List<String> asides(Period period) {
    List<String> lines = new ArrayList<>();
    lines.add(period.due().inWords());
    period.due().missedInWords().ifPresent(lines::add);
    gap(period).ifPresent(lines::add);
    return lines;
  }

  /** {@code longest time between runs: 3h, 2026-11-21 00:00 UTC to 2026-11-21 03:00 UTC}. */
  private static Optional<String> gap(Period period) {
    return period
        .longestGap()
        .map(
            gap ->
                "longest time between runs: %s, %s to %s"
                    .formatted(
                        Durations.text(gap.length()),
                        Times.dateAndTime(gap.from()),
                        gap.open() ? "now" : Times.dateAndTime(gap.to())));
  }

  private void incidents(PrintWriter out, List<Incident> incidents, Instant now) {
    out.println(style.bold("[INCIDENTS]"));
    if (incidents.isEmpty()) {
      out.println("  none");
    }
    for (Parts parts : Parts.openFirst(incidents)) {
      IncidentLine line = new IncidentLine(parts, now);
      out.printf(
          "  %s  %s %s%n       %s, began %s, lasted %s%n",
          line.shortId(),
          style.paint(line.severity(), line.severity().word().toUpperCase(Locale.ROOT)),
          line.what(),
          line.state(),
          line.began(),
          line.lasted());
    }
    out.println();
  }

  private void numbers(PrintWriter out, List<MetricSeries> all) {
    List<SeriesFigures> figures = all.stream().map(SeriesFigures::of).toList();
    out.println(style.bold("[NUMBERS]"));
    if (all.isEmpty()) {
      out.println("  none");
      return;
    }
    if (figures.stream().anyMatch(one -> !one.flat())) {
      out.printf(ROW + "%n", (Object[]) SeriesFigures.COLUMNS.toArray(String[]::new));
    }
    figures.stream().filter(one -> !one.flat()).forEach(one -> number(out, one));
    for (String line : SeriesFigures.unchanged(figures)) {
      List<String> wrapped = Lines.wrapped(line, WIDTH - 4);
      out.println("  " + wrapped.get(0));
      wrapped.stream().skip(1).forEach(more -> out.println("    " + more));
    }
  }

  private static void number(PrintWriter out, SeriesFigures figures) {
    out.println(
        ROW.formatted((Object[]) figures.cells().toArray(String[]::new))
            + "  "
            + Sparkline.of(figures.values(), SPARKS));
  }
}
