package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crontab: other lines, and at most one block of ours. Other lines are preserved byte for byte,
 * whatever the bytes are.
 *
 * <p>The block is at the top, where no other line needs a line end added and no variable set by
 * others (SHELL, CRON_TZ) affects our lines; ours set none.
 */
public final class Crontab {
  static final String BEGIN = "# BEGIN gapwatch";
  static final String END = "# END gapwatch";

  private final String before;
  private final Optional<String> block;
  private final String after;

  private Crontab(String before, Optional<String> block, String after) {
    this.before = before;
    this.block = block;
    this.after = after;
  }

  /**
   * Parses a crontab.
   *
   * @throws GapwatchException if our block has no end or no beginning, or is duplicated: then it is
   *     unclear which lines are ours
   */
  public static Crontab parse(byte[] bytes) {
    // One character per byte, so that nothing is lost.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<Integer> begins = starts(text, BEGIN);
    List<Integer> ends = starts(text, END);
    if (begins.isEmpty() && ends.isEmpty()) {
      return new Crontab("", Optional.empty(), text);
    }
    if (begins.size() != 1 || ends.size() != 1 || begins.get(0) > ends.get(0)) {
      throw new GapwatchException(
          "the crontab has %d lines \"%s\" and %d lines \"%s\", or in the wrong order; nothing was changed, fix it with crontab -e"
              .formatted(begins.size(), BEGIN, ends.size(), END));
    }
    int end = lineEnd(text, ends.get(0));
    return new Crontab(
        text.substring(0, begins.get(0)),
        Optional.of(utf8(text.substring(begins.get(0), end))),
        text.substring(end));
  }

  /** The offsets of the lines with this prefix. */
  private static List<Integer> starts(String text, String marker) {
    List<Integer> starts = new ArrayList<>();
    for (int at = 0; at < text.length(); at = lineEnd(text, at)) {
      if (text.startsWith(marker, at)) {
        starts.add(at);
      }
    }
    return starts;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Our block, as installed. */
  public Optional<String> block() {
    return block;
  }

  /** The same crontab with this block replacing the old one, else at the top. */
  public Crontab with(String newBlock) {
    return new Crontab(before, Optional.of(newBlock), after);
  }

  /** The same crontab without our block. */
  public Crontab without() {
    return new Crontab(before, Optional.empty(), after);
  }

  public byte[] bytes() {
    String ours =
        new String(block.orElse("").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return (before + ours + after).getBytes(StandardCharsets.ISO_8859_1);
  }
}
