package io.gapwatch.agent.report;

import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Lines;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The report on what runs inside a pipeline as text, in the layout of the operators' guide. */
final class InsideText {
  private static final String RULE = "═".repeat(80);
  private static final String LINE = "─".repeat(80);

  private InsideText() {}

  static String of(RunResult run) {
    StringBuilder text = new StringBuilder();
    String job = run.job().orElse("manual").toUpperCase(Locale.ROOT);
    line(text, RULE);
    line(text, job + " HEALTH REPORT");
    line(text, "Timestamp: " + run.startedAt());
    line(text, RULE);
    for (Section section : new InsideReport(run).sections()) {
      line(text, "");
      section(text, section);
    }
    line(text, RULE);
    return text.toString();
  }

  private static void section(StringBuilder text, Section section) {
    if (!section.title().isEmpty()) {
      line(text, section.icon() + " " + section.title());
      line(text, LINE);
    }
    boolean first = true;
    for (Section.Item item : section.items()) {
      if (!first && !item.lines().isEmpty()) {
        line(text, "");
      }
      first = false;
      line(text, (item.mark() + " " + Lines.oneLine(item.head())).strip());
      item.lines().forEach(more -> line(text, "   " + more));
    }
    if (!section.rows().isEmpty()) {
      table(text, section);
    }
  }

  private static void table(StringBuilder text, Section section) {
    List<Integer> widths =
        IntStream.range(0, section.columns().size())
            .map(
                column ->
                    IntStream.concat(
                            IntStream.of(section.columns().get(column).length()),
                            section.rows().stream().mapToInt(row -> row.get(column).length()))
                        .max()
                        .orElse(0))
            .boxed()
            .toList();
    line(text, row(section.columns(), widths));
    line(text, LINE);
    section.rows().forEach(row -> line(text, row(row, widths)));
  }

  private static String row(List<String> cells, List<Integer> widths) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = Lines.oneLine(cells.get(i));
      row.append(cell).append(" ".repeat(Math.max(0, widths.get(i) - cell.length()) + 2));
    }
    return row.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
