package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was committed and is not yet folded into a DuckDB file stands beside it, in FILE.wal. DuckDB
 * reads this up to the first place that it does not understand, and leaves the rest out without a
 * word: rows would be missing, or a file that has nothing to do with the database be passed over.
 */
final class DuckDbWal {
  private static final String REMEDY =
      "open the database once with the program that writes it, which takes over what is whole, and"
          + " check that its newest rows are there; copy a database only while nobody writes";

  /** DuckDB writes the second while it folds in the first. */
  private static final List<String> ENDINGS = List.of(".wal", ".wal.checkpoint");

  /** Ids of the fields of the first entry, and where each entry has its type. */
  private static final int TYPE = 100;

  private static final int FORMAT = 101;
  private static final int DATABASE = 102;
  private static final int CHECKPOINT = 103;
  private static final int END = 0xffff;

  private static final int IS_FORMAT = 98;
  private static final int IS_CHECKPOINT = 99;
  private static final int IS_COMMIT = 100;

  /** Entries with a length and a checksum; not encrypted. */
  private static final int FRAMED = 2;

  private final FileChannel channel;
  private long at;

  private DuckDbWal(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Before the driver opens them: it would wait for whoever writes into a pipe.
   *
   * @throws SourceUnavailableException if one is no ordinary file
   */
  static void mustBeOrdinary(String source, Path database) {
    for (String ending : ENDINGS) {
      Path file = Path.of(database + ending);
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new SourceUnavailableException(
            source + ": " + file + " is no ordinary file, so not what DuckDB left there",
            "move it away");
      }
    }
  }

  /**
   * Once the driver has the file open, and nobody else writes.
   *
   * @throws SourceUnavailableException if DuckDB read only a part of one, or nothing
   */
  static void mustBeWhole(String source, Path database) {
    for (String ending : ENDINGS) {
      Path file = Path.of(database + ending);
      if (Files.isRegularFile(file)) {
        String fault = fault(source, file);
        if (!fault.isEmpty()) {
          throw new SourceUnavailableException(source + ": " + file + " " + fault, REMEDY);
        }
      }
    }
  }

  private static String fault(String source, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() == 0) {
        return "";
      }
      DuckDbWal wal = new DuckDbWal(channel);
      try {
        return wal.fault();
      } catch (EOFException e) {
        return torn(wal.at);
      }
    } catch (IOException e) {
      throw new SourceUnavailableException(
          source + ": " + file + " could not be read",
          "give this user read permission: it holds what was not yet folded into the database",
          e);
    }
  }

  private static String torn(long at) {
    return "ends in the middle of a transaction, at byte "
        + at
        + ": what follows is left out by DuckDB";
  }

  private String fault() throws IOException {
    if (number(2) != TYPE || varint() != IS_FORMAT || number(2) != FORMAT) {
      return "is not a write-ahead log of DuckDB, which ignores it silently";
    }
    if (varint() != FRAMED) {
      // Of a very old DuckDB, or encrypted, or refused by the driver.
      return "";
    }
    if (!restOfFirstEntry()) {
      return "was written by a DuckDB newer than this one, which ignores it silently";
    }
    long whole = at;
    boolean committed = true;
    while (at < channel.size()) {
      long length = number(8);
      number(8);
      if (length < 4 || length > channel.size() - at) {
        return torn(whole);
      }
      long next = at + length;
      long type = number(2) == TYPE ? varint() : -1;
      committed = type == IS_COMMIT || type == IS_CHECKPOINT;
      at = next;
      whole = committed ? next : whole;
    }
    return committed ? "" : torn(whole);
  }

  /** Whether it has only fields that are known. */
  private boolean restOfFirstEntry() throws IOException {
    while (true) {
      switch ((int) number(2)) {
        case DATABASE -> {
          for (long left = varint(); left > 0; left--) {
            varint();
          }
        }
        case CHECKPOINT -> varint();
        case END -> {
          return true;
        }
        default -> {
          return false;
        }
      }
    }
  }

  private long number(int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.limit(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    at += bytes;
    return buffer.limit(Long.BYTES).getLong(0);
  }

  /** Seven bits to a byte, the lowest first. */
  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      long part = number(1);
      value |= (part & 0x7f) << shift;
      if (part < 0x80) {
        break;
      }
    }
    return value;
  }
}
