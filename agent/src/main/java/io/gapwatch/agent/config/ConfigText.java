package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Location;
import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.text.Lines;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a configuration as text. What cannot be text is told with its place, before anything
 * tries to understand it.
 */
final class ConfigText {
  /** A long configuration has some 100 kB; a megabyte is read within a second. */
  static final int MOST_BYTES = 1 << 20;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String file;

  private ConfigText(String file) {
    this.file = file;
  }

  /**
   * The text, without a byte order mark.
   *
   * @param bytes one more than {@link #MOST_BYTES} are enough to see that there are too many
   * @throws InvalidConfigException when they are not the text of a configuration
   */
  static String of(String file, byte[] bytes) {
    return new ConfigText(file).decode(bytes);
  }

  private String decode(byte[] bytes) {
    if (isUtf16(bytes)) {
      throw refused("", "must be UTF-8 text; this looks like UTF-16: save it as UTF-8");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES));
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    // A character that the limit cuts in two is no fault of the file.
    if (bytes.length > MOST_BYTES && in.remaining() < 4) {
      throw refused(text, "must have at most 1 MiB; what is up to here is 1 MiB");
    }
    if (result.isError()) {
      throw refused(
          text,
          "must be UTF-8 text; here is the byte 0x%02X: save the file as UTF-8"
              .formatted(bytes[in.position()]));
    }
    return withoutControls(
        text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
  }

  /** Every other byte of ASCII in UTF-16 is NUL. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 4) {
      return false;
    }
    boolean marked = (bytes[0] & bytes[1] & 0xFF) == 0xFE && bytes[0] != bytes[1];
    boolean big = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
    boolean little = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
    return marked || big || little;
  }

  private String withoutControls(String text) {
    int odd = Lines.firstOdd(text);
    if (odd >= 0) {
      throw refused(
          text.substring(0, odd),
          "must have no control characters; here is U+%04X".formatted((int) text.charAt(odd)));
    }
    return text;
  }

  private InvalidConfigException refused(String before, String rule) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new InvalidConfigException(
        List.of(new Problem(new Location(file, line, column), "(file)", rule, "")));
  }
}
