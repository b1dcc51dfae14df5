package io.gapwatch.agent.report;

import java.util.Locale;

/** The format of a report. */
public enum ReportFormat {
  TEXT,
  JSON,
  MARKDOWN,
  HTML;

  public ReportPrinter printer(Style style) {
    return switch (this) {
      case TEXT -> new TextPrinter(style);
      case JSON -> new JsonPrinter();
      case MARKDOWN -> new MarkdownPrinter();
      case HTML -> new HtmlPrinter();
    };
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
