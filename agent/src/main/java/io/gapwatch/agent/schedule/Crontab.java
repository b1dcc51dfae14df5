package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A crontab: other lines, and at most one block of one configuration, named by its absolute path.
 * Other lines, blocks of other configurations included, are preserved byte for byte; only a missing
 * last line end is added, without which cron refuses the whole.
 *
 * <p>A new block goes to the top, where no variable set by others (SHELL, CRON_TZ) affects our
 * lines; ours set none.
 */
public final class Crontab {
  static final String BEGIN = "# BEGIN gapwatch";
  static final String END = "# END gapwatch";

  /** A byte order mark of UTF-8, byte for byte. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  /** Up to version 0.1 a block said in its first line how to change it, and named no file. */
  private static final String UNNAMED =
      "( \\(change the configuration, then run \"gapwatch crontab install\"\\))?";

  private final String before;
  private final Optional<String> block;
  private final String after;

  private Crontab(String before, Optional<String> block, String after) {
    this.before = before;
    this.block = block;
    this.after = after;
  }

  /** The first and the last line of a configuration's block, without line ends. */
  static List<String> markers(Path config) {
    return List.of(BEGIN + " " + config, END + " " + config);
  }

  /**
   * Parses a crontab.
   *
   * @param config the absolute path of the configuration whose block is ours
   * @throws GapwatchException if our block has no end or no beginning, or is duplicated: then it is
   *     unclear which lines are ours; and if cron cannot read the crontab as it is
   */
  public static Crontab parse(byte[] bytes, Path config) {
    // One character per byte, so that nothing is lost.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith(MARK)) {
      throw new GapwatchException(
          "the crontab begins with a byte order mark, with which cron runs none of its lines; nothing was changed, remove the mark: crontab -l | sed '1s/^\\xef\\xbb\\xbf//' | crontab -");
    }
    Optional<Crontab> named = find(text, markers(config));
    return named.or(() -> unnamed(text, config)).orElse(new Crontab("", Optional.empty(), text));
  }

  private static Optional<Crontab> find(String text, List<String> markers) {
    List<Integer> begins = starts(text, Pattern.quote(latin1(markers.get(0))));
    List<Integer> ends = starts(text, Pattern.quote(latin1(markers.get(1))));
    if (begins.isEmpty() && ends.isEmpty()) {
      return Optional.empty();
    }
    if (begins.size() != 1 || ends.size() != 1 || begins.get(0) > ends.get(0)) {
      throw new GapwatchException(
          "the crontab has %d lines \"%s\" and %d lines \"%s\", or in the wrong order; nothing was changed, fix it with crontab -e"
              .formatted(begins.size(), markers.get(0), ends.size(), markers.get(1)));
    }
    int end = lineEnd(text, ends.get(0));
    return Optional.of(
        new Crontab(
            text.substring(0, begins.get(0)),
            Optional.of(utf8(text.substring(begins.get(0), end))),
            text.substring(end)));
  }

  /** A block of an earlier version, if it runs this configuration. */
  private static Optional<Crontab> unnamed(String text, Path config) {
    for (int begin : starts(text, BEGIN + UNNAMED)) {
      int end = begin;
      while (end < text.length() && !line(text, end).equals(END)) {
        end = lineEnd(text, end);
      }
      boolean whole = end < text.length();
      end = whole ? lineEnd(text, end) : end;
      if (whole && runs(utf8(text.substring(begin, end)), config)) {
        return Optional.of(
            new Crontab(
                text.substring(0, begin),
                Optional.of(utf8(text.substring(begin, end))),
                text.substring(end)));
      }
    }
    return Optional.empty();
  }

  private static boolean runs(String block, Path config) {
    String call = " --config " + ShellWord.quote(config.toString());
    return Pattern.compile(Pattern.quote(call) + "(?=[\\s'\"]|$)").matcher(block).find();
  }

  /** The offsets of the lines of this form. */
  private static List<Integer> starts(String text, String form) {
    List<Integer> starts = new ArrayList<>();
    Pattern pattern = Pattern.compile(form);
    for (int at = 0; at < text.length(); at = lineEnd(text, at)) {
      if (pattern.matcher(line(text, at)).matches()) {
        starts.add(at);
      }
    }
    return starts;
  }

  /** The line at this offset, without its end, which an editor may have made CRLF. */
  private static String line(String text, int from) {
    return text.substring(from, lineEnd(text, from)).stripTrailing();
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }

  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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
    return new Crontab(before, Optional.of(newBlock), ended(after));
  }

  /** The same crontab without our block. */
  public Crontab without() {
    return new Crontab(before, Optional.empty(), ended(after));
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  public byte[] bytes() {
    return (before + latin1(block.orElse("")) + after).getBytes(StandardCharsets.ISO_8859_1);
  }
}
