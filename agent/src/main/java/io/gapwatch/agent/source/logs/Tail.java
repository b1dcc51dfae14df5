package io.gapwatch.agent.source.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The bytes in front of a place in a file. */
final class Tail {
  /** So many of them are hardly the same by chance. */
  static final int TELLING = 4096;

  private final byte[] bytes;

  private Tail(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Those before this place, at most so many. */
  static Tail before(Path file, long place, int most) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long from = Math.max(0, place - most);
      channel.position(from);
      ByteBuffer bytes = ByteBuffer.allocate((int) (place - from));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all of it is there.
      }
      return new Tail(Arrays.copyOf(bytes.array(), bytes.position()));
    }
  }

  /** Of all of them. */
  long checksum() {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  boolean isSame(Tail other) {
    return Arrays.equals(bytes, other.bytes);
  }

  /** Whether it is the same few lines again and again, which any later part would be too. */
  boolean repeatsItself() {
    for (int period = 1; period <= bytes.length / 2; period++) {
      if (Arrays.equals(bytes, 0, bytes.length - period, bytes, period, bytes.length)) {
        return true;
      }
    }
    return false;
  }
}
