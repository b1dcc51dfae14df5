package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
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

/** A crontab change that can be reviewed before it is applied. */
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

  /**
   * The change that installs or updates this block.
   *
   * @param config the absolute path of the configuration whose block it is
   */
  public static CrontabChange install(CrontabStore store, Path config, String block) {
    return of(store, config, crontab -> crontab.with(block));
  }

  /** The change that removes the block of this configuration. */
  public static CrontabChange remove(CrontabStore store, Path config) {
    return of(store, config, Crontab::without);
  }

  private static CrontabChange of(CrontabStore store, Path config, UnaryOperator<Crontab> change) {
    byte[] before = store.read();
    Crontab from = Crontab.parse(before, config);
    return new CrontabChange(store, before, from, change.apply(from));
  }

  /** Whether the crontab is already up to date. */
  public boolean none() {
    return from.block().equals(to.block());
  }

  /** The changes; only our own lines change. */
  public List<String> diff() {
    return CrontabDiff.lines(from.block(), to.block());
  }

  /**
   * Applies the change, after saving a copy of the old crontab.
   *
   * @param state the state folder, where the copy is kept
   * @return the copy; empty if the crontab was empty
   * @throws GapwatchException if the crontab changed since it was read, or is not as expected
   *     afterwards
   */
  public Optional<Path> make(Path state, Instant now) {
    if (!Arrays.equals(before, store.read())) {
      throw new GapwatchException(
          "the crontab was changed in the meantime; nothing was done, try again");
    }
    Optional<Path> copy =
        before.length == 0 ? Optional.empty() : Optional.of(keep(state.resolve("crontab"), now));
    store.write(to.bytes());
    if (!Arrays.equals(to.bytes(), store.read())) {
      throw new GapwatchException(
          "the crontab is not what was installed; check it with crontab -l"
              + copy.map(file -> ", and the old one in " + file).orElse(""));
    }
    return copy;
  }

  /** Other lines may contain passwords, so the copy is private. */
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
          "could not save a copy of the crontab in %s: %s; nothing was changed"
              .formatted(folder, FileTrouble.inWords(e)),
          e);
    }
  }
}
