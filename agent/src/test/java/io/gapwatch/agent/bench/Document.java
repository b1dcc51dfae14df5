package io.gapwatch.agent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown file with sections that a benchmark writes anew, between markers. */
public record Document(Path file) {

  /** Replaces what stands between {@code <!-- NAME -->} and {@code <!-- /NAME -->}. */
  public void replace(String name, String section) throws IOException {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    String text = Files.readString(file);
    int from = text.indexOf(begin);
    int until = text.indexOf(end);
    if (from < 0 || until < from) {
      throw new IllegalStateException(file + " has no section " + name);
    }
    String head = text.substring(0, from + begin.length());
    Files.writeString(file, head + "\n" + section + "\n" + text.substring(until));
  }
}
