package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.log.Places.Place;
import io.gapwatch.agent.source.logs.LogsSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the lines are that followed the last run's place in a file: still in it, or in files that
 * were rotated from it since.
 */
final class Rotation {
  /** A copy that is older has been followed by the truncation. */
  private static final Duration COPYING = Duration.ofMinutes(1);

  private final LogsSession logs;
  private final Places places;
  private final Path file;
  private final Place place;
  private final List<Path> watched;
  private final Instant now;
  private final List<Path> since;
  private Optional<String> lost = Optional.empty();

  /**
   * @param place where the last run ended
   * @param watched files that are followed by their own names
   */
  Rotation(LogsSession logs, Places places, Path file, Place place, List<Path> watched, Instant now)
      throws IOException {
    this.logs = logs;
    this.places = places;
    this.file = file;
    this.place = place;
    this.watched = watched;
    this.now = now;
    this.since = since();
  }

  /**
   * A part that was not read.
   *
   * @param from the place in it, in bytes
   */
  record Rest(Path file, long from) {}

  /** What was rotated from it since, oldest first; a file is rotated after it was written to. */
  private List<Path> since() throws IOException {
    List<Path> since = new ArrayList<>();
    for (Path other : logs.rotated(file)) {
      if (place.written().isPresent()
          && logs.modified(other) > place.written().getAsLong()
          && !watched.contains(other)) {
        since.add(other);
      }
    }
    if (!since.isEmpty() && isBeingCopied(since.get(since.size() - 1))) {
      since.remove(since.size() - 1);
    }
    return since;
  }

  /**
   * This run came between the copy and the truncation: what is copied is still in the file, and
   * read there.
   */
  private boolean isBeingCopied(Path copy) throws IOException {
    if (!place.isOf(logs.key(file)) || logs.modified(copy) < now.minus(COPYING).toEpochMilli()) {
      return false;
    }
    return isCompressed(copy)
        ? !place.isVague() && places.isIn(file, place) && logs.isTelling(file, place.offset())
        : logs.beginsWith(file, copy);
  }

  /** Whether the place is still in this file, and nothing was rotated from it since. */
  boolean isStill() throws IOException {
    return since.isEmpty() && places.isIn(file, place) && isSame() && !wasEmptied();
  }

  /** Another file that goes on in the same words is a copy, unless that can be by chance. */
  private boolean isSame() throws IOException {
    return !place.isVague() || place.file().isEmpty() || place.isOf(logs.key(file));
  }

  /** It was empty, was written to, and is empty. */
  private boolean wasEmptied() throws IOException {
    return place.offset() == 0
        && logs.size(file) == 0
        && place.written().isPresent()
        && logs.modified(file) > place.written().getAsLong();
  }

  /** The parts that were not read, oldest first. */
  List<Rest> parts() throws IOException {
    List<Rest> parts = new ArrayList<>();
    boolean found = false;
    for (Path other : since) {
      if (isCompressed(other)) {
        lost = Optional.of("it was rotated and compressed, and what was written last was not read");
      } else if (isWrittenTo(other)) {
        lost =
            Optional.of(
                "%s is still written to after it was rotated, and that is not read"
                    .formatted(other.getFileName()));
      } else {
        boolean here = !found && holds(other);
        found |= here;
        parts.add(new Rest(other, here ? place.offset() : 0));
      }
    }
    if (!found && (place.offset() > 0 || since.isEmpty())) {
      old().ifPresentOrElse(old -> parts.add(0, new Rest(old, place.offset())), this::notFound);
    }
    return parts;
  }

  /**
   * It was rotated before the last run, and grew. A new one can have the number of one that was
   * compressed and deleted; it then holds the place, or does not go on where the other ended.
   */
  private boolean isWrittenTo(Path other) throws IOException {
    return place.rotated().isPresent()
        && place.rotated().getAsLong() == logs.key(other)
        && places.goesOn(file, other)
        && !(place.offset() > 0 && holds(other));
  }

  private void notFound() {
    if (lost.isEmpty()) {
      lost =
          Optional.of(
              "it was rotated or truncated, and what was written last before was not found");
    }
  }

  /** Why lines are lost; known after {@link #parts}. */
  Optional<String> lost() {
    return lost;
  }

  private Optional<Path> old() throws IOException {
    for (Path other : logs.beside(file)) {
      if (!isCompressed(other) && holds(other)) {
        return Optional.of(other);
      }
    }
    for (Path other : logs.around(file)) {
      if (!other.equals(file) && place.isOf(logs.key(other)) && holds(other)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private boolean holds(Path other) throws IOException {
    return places.isIn(other, place) && (place.offset() > 0 || place.isOf(logs.key(other)));
  }

  private static boolean isCompressed(Path file) {
    return file.toString().matches(".*\\.(gz|bz2|xz|zst|lz4|Z)");
  }

  /** What the next run must know of the file beside its place. */
  static void remember(Measured.Builder reading, LogsSession logs, Path file) throws IOException {
    String subject = file.toString();
    long written = logs.modified(file);
    reading.value(LogErrorsCheck.FILE, subject, logs.key(file));
    List<Path> rotated = logs.rotated(file);
    if (!rotated.isEmpty()) {
      Path last = rotated.get(rotated.size() - 1);
      written = Math.max(written, logs.modified(last));
      reading.value(LogErrorsCheck.ROTATED, subject, logs.key(last));
      long end = logs.size(last);
      reading.value(LogErrorsCheck.ROTATED_SIZE, subject, end);
      reading.value(LogErrorsCheck.ROTATED_MARK, subject, logs.markBefore(last, end));
    }
    reading.value(LogErrorsCheck.WRITTEN, subject, written / 1000.0);
  }
}
