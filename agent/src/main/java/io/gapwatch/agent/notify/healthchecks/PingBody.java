package io.gapwatch.agent.notify.healthchecks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A report as the body of a ping, cut where the server would cut it, with a note. */
final class PingBody {
  /** What the hosted Healthchecks.io keeps, in bytes. */
  static final int HOSTED_LIMIT = 100_000;

  private static final String NOTE = "\n[cut here: the server keeps %d bytes]\n";

  private PingBody() {}

  static byte[] of(String report, int limit) {
    byte[] bytes = report.getBytes(UTF_8);
    if (bytes.length <= limit) {
      return bytes;
    }
    byte[] note = NOTE.formatted(limit).getBytes(UTF_8);
    if (note.length >= limit) {
      return Arrays.copyOf(bytes, boundary(bytes, limit));
    }
    int kept = boundary(bytes, limit - note.length);
    byte[] body = Arrays.copyOf(bytes, kept + note.length);
    System.arraycopy(note, 0, body, kept, note.length);
    return body;
  }

  /** The last position at or before {@code end} that splits no character. */
  private static int boundary(byte[] utf8, int end) {
    int at = end;
    while (at > 0 && (utf8[at] & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }
}
