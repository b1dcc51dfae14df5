package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;

/** Marks and colours of the console. Colour only on a terminal. */
public record Style(boolean colour) {
  public static final Style PLAIN = new Style(false);

  /** Of what ended without a proof that it is well. */
  public static final String CLOSED = "⚪";

  private static final String RESET = "\u001b[0m";

  /** A tick only for what is known to be good. */
  public static String mark(Status status) {
    return switch (status) {
      case OK -> "✅";
      case WARNING -> "⚠️";
      case CRITICAL -> "❌";
      case UNKNOWN -> "❓";
    };
  }

  /** The text in the colour of the status, if colours are on. */
  public String paint(Status status, String text) {
    if (!colour) {
      return text;
    }
    String code =
        switch (status) {
          case OK -> "\u001b[32m";
          case WARNING -> "\u001b[33m";
          case CRITICAL -> "\u001b[31m";
          case UNKNOWN -> "\u001b[35m";
        };
    return code + text + RESET;
  }

  String paint(Severity severity, String text) {
    return paint(Status.of(severity), text);
  }

  /** A line that stands out among reports. */
  public String heading(String text) {
    return bold("━━ " + text + " " + "━".repeat(Math.max(3, 76 - text.length())));
  }

  public String bold(String text) {
    return colour ? "\u001b[1m" + text + RESET : text;
  }
}
