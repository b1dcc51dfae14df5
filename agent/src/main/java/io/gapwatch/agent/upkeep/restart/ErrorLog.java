package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.text.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process has written to its error log since a moment.
 *
 * @param from how long the log was then, in bytes
 */
record ErrorLog(Path file, long from) {
  /** More is not read: the first error is what counts. */
  private static final int MOST = 4 << 20;

  private static final int LONGEST = 200;

  /** From its end on. */
  static ErrorLog atEnd(Path file) throws IOException {
    try {
      return new ErrorLog(file, Files.size(file));
    } catch (NoSuchFileException e) {
      return new ErrorLog(file, 0);
    }
  }

  /**
   * The first line like this, without what may be secret in it, cut to what fits in a message; of a
   * log that was rotated meanwhile, all of the new one counts.
   */
  Optional<String> first(Pattern errors, Optional<Pattern> ignore) throws IOException {
    return text()
        .lines()
        .filter(line -> errors.matcher(line).find())
        .filter(line -> ignore.filter(pattern -> pattern.matcher(line).find()).isEmpty())
        .map(Redaction::of)
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
        .findFirst();
  }

  private String text() throws IOException {
    if (!Files.isRegularFile(file)) {
      // It is not there, or what is written to it goes elsewhere; a pipe would be waited for.
      return "";
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(channel.size() < from ? 0 : from);
      ByteBuffer bytes =
          ByteBuffer.allocate((int) Math.min(MOST, channel.size() - channel.position()));
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes);
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
