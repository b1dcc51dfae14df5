package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageText;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.notify.Verdict;

/** The body of a mail: the verdict, what changed, and the run's report. */
record MailText(Message message) {
  /** Gmail clips what has more than 102 kB. */
  private static final TextLimit WORDS = TextLimit.bytes(20_000);

  private static final TextLimit REPORT = TextLimit.bytes(30_000);

  String plain() {
    String report = report();
    return message.title()
        + "\n\n"
        + words()
        + (report.isEmpty() ? "" : "\n\n--------\n\n" + report)
        + "\n";
  }

  /** Without pictures, links or scripts; readable in light and dark. */
  String html() {
    if (!message.report().page().isEmpty()) {
      return message.report().page();
    }
    String report = report();
    String color = Verdict.of(message.status(), message.transitions()).color();
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s</title></head>
        <body style="font-family:sans-serif;font-size:15px">
        <h1 style="font-size:18px;border-left:6px solid %2$s;padding-left:10px">%1$s</h1>
        <p>%3$s</p>
        %4$s</body></html>
        """
        .formatted(
            escaped(message.title()),
            color,
            escaped(words()).replace("\n", "<br>\n"),
            report.isEmpty()
                ? ""
                : "<hr>\n<pre style=\"font-size:13px\">" + escaped(report) + "</pre>\n");
  }

  private String words() {
    return new MessageText(message).within(WORDS);
  }

  private String report() {
    return REPORT.cut(message.report().text().strip());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
