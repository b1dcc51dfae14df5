package io.gapwatch.agent.text;

import java.util.ArrayList;
import java.util.List;

/** Fits foreign text, such as a driver's error message, on one line. */
public final class Lines {
  private Lines() {}

  /** The text with every run of whitespace, line breaks included, collapsed to one space. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** The text in lines of at most this many characters, as far as its words allow. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : oneLine(text).split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
