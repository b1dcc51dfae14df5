package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.log.Places.Place;
import io.gapwatch.agent.source.logs.LogsSession;
import io.gapwatch.agent.source.logs.LogsSession.Part;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is new in each file. A file in which the place of the last run is not found was
 * rotated: the place is then looked for in the files beside it, whether the old one was renamed or
 * copied and truncated, and read to its end there.
 */
final class Follower {
  /** A program that has not gone on with a line for so long will not finish it. */
  private static final Duration UNFINISHED = Duration.ofMinutes(1);

  private final LogsSession logs;
  private final List<Path> watched;
  private final Places places;
  private final Tally tally;
  private final long most;
  private final Instant now;
  private final Map<Path, Long> ends = new LinkedHashMap<>();
  private final Map<Path, String> notes = new LinkedHashMap<>();

  /** Whose last place was found in another file, or is gone. */
  private final Set<Path> settled = new HashSet<>();

  private final List<Unmeasured> unknown = new ArrayList<>();
  private long cut;

  Follower(
      LogsSession logs, List<Path> watched, Places places, Tally tally, long most, Instant now) {
    this.logs = logs;
    this.watched = List.copyOf(watched);
    this.places = places;
    this.tally = tally;
    this.most = most;
    this.now = now;
  }

  long errors() {
    return tally.errors();
  }

  /** Reads them all. */
  void follow() {
    boolean known = places.areKnown();
    watched.forEach(file -> follow(file, known));
    places.files().stream().filter(file -> !watched.contains(file)).forEach(this::gone);
  }

  /**
   * One of them.
   *
   * @param known whether there was an earlier run
   */
  private void follow(Path file, boolean known) {
    if (ends.containsKey(file)) {
      // It was read as the older part of another.
      return;
    }
    try {
      if (!known) {
        ends.put(
            file, logs.read(file, Math.max(0, logs.size(file) - 1), 1, false, line -> {}).end());
        return;
      }
      Optional<Place> place = places.of(file);
      if (place.isPresent()) {
        Rotation rotation = new Rotation(logs, places, file, place.get(), watched, now);
        if (rotation.isStill()) {
          read(file, file, place.get().offset());
          return;
        }
        if (settled.add(file)) {
          rest(file, rotation);
        }
      }
      if (!isOlderPart(file)) {
        read(file, file, 0);
      }
    } catch (IOException e) {
      unknown.add(
          new Unmeasured(
                  file.toString(),
                  "it could not be read: " + FileTrouble.inWords(e),
                  "make it readable for this user: ls -l " + file)
              .part(file.toString())
              .hiding(Set.of(LogErrorsProbe.ERRORS)));
    }
  }

  /** What was written behind the place before the file was rotated, however often. */
  private void rest(Path file, Rotation rotation) throws IOException {
    List<Rotation.Rest> parts = rotation.parts();
    for (Rotation.Rest part : parts) {
      if (!ends.containsKey(part.file())) {
        read(file, part.file(), part.from());
      }
      notes.put(file, "rotated to " + part.file().getFileName());
    }
    rotation
        .lost()
        .ifPresent(
            reason -> {
              notes.put(file, reason);
              unknown.add(lost(file, reason));
            });
  }

  /** Nobody knows what a file that is gone held last, unless nothing was written to it before. */
  private void gone(Path file) {
    if (!settled.contains(file) && !logs.exists(file) && places.grew(file)) {
      notes.put(file, "gone");
      unknown.add(lost(file, "it is gone, and with it what was written last"));
    }
  }

  private static Unmeasured lost(Path file, String reason) {
    return new Unmeasured(
            file.toString(),
            reason,
            "keep the rotated file beside it, not compressed at once, until the next run"
                + " (logrotate: delaycompress), and let the program reopen its log (postrotate)")
        .part(file.toString())
        .hiding(Set.of(LogErrorsProbe.ERRORS));
  }

  /** Whether a file that is new, or another than before, is the older part of a known one. */
  private boolean isOlderPart(Path file) throws IOException {
    for (Path other : watched) {
      Optional<Place> place = places.of(other).filter(it -> it.offset() > 0);
      if (!other.equals(file) && place.isPresent() && places.isIn(file, place.get())) {
        if (!places.isIn(other, place.get()) && settled.add(other)) {
          read(other, file, place.get().offset());
          notes.put(other, "rotated to " + file.getFileName());
        } else {
          // A copy of what is read where it is.
          ends.put(file, logs.size(file));
        }
        return true;
      }
    }
    return false;
  }

  private void read(Path counted, Path file, long from) throws IOException {
    // A rotated file is as it will be.
    boolean toEnd = !counted.equals(file) || logs.written(file).isBefore(now.minus(UNFINISHED));
    Part part = logs.read(file, from, most, toEnd, line -> tally.add(counted, file, line));
    ends.put(file, part.end());
    cut += part.cut();
    if (part.skipped() > 0) {
      unknown.add(
          new Unmeasured(
                  file.toString(),
                  Sizes.text((double) part.skipped()) + " of it were skipped: too much was written",
                  "run the job more often, or raise most")
              .part(file.toString())
              .hiding(Set.of(LogErrorsProbe.ERRORS)));
    }
  }

  /** Adds what was found of each file, and where each ended. */
  void report(Measured.Builder reading) {
    unknown.forEach(reading::unmeasured);
    watched.forEach(file -> reading.told(file.toString()));
    notes.forEach((file, note) -> reading.fact(file.toString(), note));
    if (cut > 0) {
      reading.fact("Cut", Numbers.count(cut, "line") + " longer than 64 KiB");
    }
    ends.keySet().retainAll(watched);
    ends.forEach(
        (file, end) -> {
          reading.value(LogErrorsCheck.OFFSET, file.toString(), end);
          try {
            reading.value(LogErrorsCheck.MARK, file.toString(), logs.markBefore(file, end));
            Rotation.remember(reading, logs, file);
          } catch (IOException gone) {
            // Without a mark it is read as a new file next time.
            notes.put(file, "gone");
          }
          if (tally.errorsOf(file) > 0) {
            reading.value(LogErrorsCheck.ERRORS_OF, file.toString(), tally.errorsOf(file));
          }
        });
  }
}
