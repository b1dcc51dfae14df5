package io.gapwatch.agent.report;

import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A whole run as one text: as on the console, without colours, and what is wrong first. */
public final class PlainReport {
  private PlainReport() {}

  public static String text(
      RunResult result, List<String> closed, List<NotificationOutcome> outcomes) {
    StringWriter text = new StringWriter();
    ConsoleReport console = new ConsoleReport(new PrintWriter(text), Style.PLAIN);
    if (InsideReport.fits(result)) {
      text.write(InsideText.of(result));
    } else {
      console.header(result.job(), result.startedAt());
      result.worstFirst().forEach(console::check);
    }
    console.closed(closed);
    console.notifications(outcomes);
    console.verdict(result);
    return text.toString();
  }
}
