package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A change of the crontab that can be looked at before it is made. */
public final class CrontabChange {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final CrontabStore store;
  private final byte[] before;
  private final Crontab from;
  private final Crontab to;

  private CrontabChange(CrontabStore store, byte[] before, Crontab from, Crontab to) {
    this.store = store;
    this.before = before;
    this.from = from;
    this.to = to;
  }

  /** The change that puts this block in, or brings it up to date. */
  public static CrontabChange install(CrontabStore store, String block) {
    return of(store, crontab -> crontab.with(block));
  }

  /** The change that takes the block out. */
  public static CrontabChange remove(CrontabStore store) {
    return of(store, Crontab::without);
  }

  private static CrontabChange of(CrontabStore store, UnaryOperator<Crontab> change) {
    byte[] before = store.read();
    Crontab from = Crontab.parse(before);
    return new CrontabChange(store, before, from, change.apply(from));
  }

  /** Whether the crontab is as it should be already. */
  public boolean none() {
    return from.block().equals(to.block());
  }

  /** What changes; only lines of ours do. */
  public List<String> diff() {
    return CrontabDiff.lines(from.block(), to.block());
  }

  /**
   * Makes the change, once the crontab as it was is safe.
   *
   * @param state the state folder, in which the crontab as it was is kept
   * @return the copy; empty when there was nothing to keep
   * @throws GapwatchException when somebody else has changed the crontab since it was read, or it
   *     is not what it should be afterwards
   */
  public Optional<Path> make(Path state, Instant now) {
    if (!Arrays.equals(before, store.read())) {
      throw new GapwatchException(
          "the crontab was changed by somebody else meanwhile; nothing was done: try again");
    }
    Optional<Path> copy =
        before.length == 0 ? Optional.empty() : Optional.of(keep(state.resolve("crontab"), now));
    store.write(to.bytes());
    if (!Arrays.equals(to.bytes(), store.read())) {
      throw new GapwatchException(
          "the crontab is not what was installed; look at it with crontab -l"
              + copy.map(file -> ", and at how it was in " + file).orElse(""));
    }
    return copy;
  }

  /** Other people's lines may hold passwords, so nobody else may read the copy. */
  private Path keep(Path folder, Instant now) {
    Path file = folder.resolve(STAMP.format(now) + ".txt");
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path draft = Files.createTempFile(folder, "crontab", ".tmp");
      Files.write(draft, before);
      return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new GapwatchException(folder + " is not a folder; move it away", e);
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot keep a copy of the crontab in %s: %s; nothing was changed".formatted(folder, e),
          e);
    }
  }
}
