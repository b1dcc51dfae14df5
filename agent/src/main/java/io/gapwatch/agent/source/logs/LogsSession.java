package io.gapwatch.agent.source.logs;

import io.gapwatch.agent.source.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Log files of this machine. */
public interface LogsSession extends Session {
  /** How many bytes before a place its fingerprint is made of, see {@link #markBefore}. */
  int MARKED = 256;

  /** The files that there are now, by the name that they were asked for with. */
  List<Found> found();

  /**
   * Where a file's older part may be after it was rotated: regular files beside it whose names
   * begin like its own.
   */
  List<Path> beside(Path file);

  /** The same by the usual names of rotated files only, compressed ones too, oldest first. */
  List<Path> rotated(Path file);

  /** All regular files in its folder and, if it is a link, in that of what it leads to. */
  List<Path> around(Path file);

  /** Which file this is, whatever its name: a 32-bit number. A copy is another one. */
  long key(Path file) throws IOException;

  /** When it was last written to, by the clock of its machine, in milliseconds since 1970. */
  long modified(Path file) throws IOException;

  /** Whether there is a regular file of this name. */
  boolean exists(Path file);

  /** Its size in bytes. */
  long size(Path file) throws IOException;

  /**
   * A fingerprint of what stands before a place in a file, by which the place is found again in
   * whatever file it is then; a 32-bit number.
   */
  long markBefore(Path file, long offset) throws IOException;

  /**
   * Whether a file begins as another does, as far as that goes, and not only because all of its
   * lines are alike: it was copied, and has not been truncated since. The end of the copy is looked
   * at.
   */
  boolean beginsWith(Path file, Path copy) throws IOException;

  /**
   * Whether what {@link #markBefore} makes its fingerprint of is not the same few lines again and
   * again, which any later part of the file would be too.
   */
  boolean isTelling(Path file, long offset) throws IOException;

  /** When it was last written. */
  Instant written(Path file) throws IOException;

  /**
   * Reads lines. A line longer than 64 KiB is cut.
   *
   * @param from where to begin, in bytes
   * @param most how many bytes to read; of more, the last ones
   * @param toEnd whether a last line without a line end is one, for nobody will finish it
   */
  Part read(Path file, long from, long most, boolean toEnd, Consumer<String> line)
      throws IOException;

  /**
   * The regular files that a name of the configuration matches; none is a finding too.
   *
   * @param name as it is in the configuration
   */
  record Found(String name, List<Path> files) {
    public Found {
      files = List.copyOf(files);
    }
  }

  /**
   * What was read.
   *
   * @param end behind the last whole line
   * @param skipped bytes that were too many
   * @param cut lines that were too long
   */
  record Part(long end, long skipped, long cut) {}
}
