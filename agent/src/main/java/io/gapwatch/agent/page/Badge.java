package io.gapwatch.agent.page;

import static io.gapwatch.agent.page.Markup.tag;

import io.gapwatch.agent.finding.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small picture of one status, for a README: {@code blocks | ok}. */
final class Badge {
  /** Of one letter of 11 pixels, generously: what reads the badge may have another font. */
  private static final int LETTER = 7;

  private static final int MARGIN = 12;

  private Badge() {}

  static String svg(String name, Status status) {
    int left = name.length() * LETTER + MARGIN;
    int right = status.word().length() * LETTER + MARGIN;
    String words = name + ": " + status.word();
    Map<String, String> root = new LinkedHashMap<>();
    root.put("xmlns", "http://www.w3.org/2000/svg");
    root.put("width", Integer.toString(left + right));
    root.put("height", "20");
    root.put("role", "img");
    root.put("aria-label", words);
    return tag(
            "svg",
            root,
            tag("title", words),
            rectangle(0, left, "#444c56"),
            rectangle(left, right, color(status)),
            text(left / 2, name),
            text(left + right / 2, status.word()))
        + "\n";
  }

  private static String color(Status status) {
    return switch (status) {
      case OK -> "#1a7f37";
      case WARNING -> "#8a5d00";
      case CRITICAL -> "#c21f2c";
      case UNKNOWN -> "#7443c7";
    };
  }

  private static Markup rectangle(int x, int width, String fill) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("x", Integer.toString(x));
    attributes.put("width", Integer.toString(width));
    attributes.put("height", "20");
    attributes.put("fill", fill);
    return tag("rect", attributes);
  }

  private static Markup text(int middle, String words) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("x", Integer.toString(middle));
    attributes.put("y", "14");
    attributes.put("fill", "#ffffff");
    attributes.put("font-family", "Verdana, sans-serif");
    attributes.put("font-size", "11");
    attributes.put("text-anchor", "middle");
    return tag("text", attributes, words);
  }
}
