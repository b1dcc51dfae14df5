package io.gapwatch.agent.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.files.RegularFile;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Restores the history from a backup. It is first unpacked next to the old one and verified; then a
 * rename activates it atomically. What it replaces is kept in a folder next to it.
 */
public final class Restore {
  /** Tells of runs that the restored history does not know. */
  private static final String TRACE = "-trace";

  /** More than retention ever keeps (200 MB); prevents an archive from filling the disk. */
  private static final long MOST_BYTES = 2_000_000_000;

  /** Far more than a manifest has, which is read into memory. */
  private static final long MOST_WORDS = 64 << 10;

  private final Path state;

  public Restore(Path state) {
    this.state = state;
  }

  /**
   * What was restored.
   *
   * @param made when the backup was made, UTC
   * @param replaced where the old history is kept; empty if there was none
   * @param config where the backup's configuration was saved; empty if it has none
   */
  public record Restored(
      Instant made, String agent, Optional<Path> replaced, Optional<Path> config) {}

  /**
   * Restores; the caller ensures that no run is in progress.
   *
   * @param force whether to replace an existing history
   * @throws BackupUnusableException if the archive is not a complete backup, or there is a history
   */
  public Restored from(Path archive, boolean force, Instant now) {
    boolean replaces = History.exists(state);
    try {
      Files.createDirectories(
          state,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (Scratch scratch = Scratch.in(state, ".restore-")) {
        Manifest manifest = unpack(archive, scratch);
        verify(scratch.folder());
        // After the archive: who adds the option should have a backup to restore.
        if (replaces && !force) {
          throw new BackupUnusableException(
              state
                  + " already has a history; add --force to replace it (the old one is kept "
                  + "next to it)");
        }
        Optional<Path> replaced = replaces ? Optional.of(keepOld(now)) : Optional.empty();
        Files.move(
            scratch.file(Backup.HISTORY),
            state.resolve(Backup.HISTORY),
            StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(state.resolve(Backup.HISTORY + TRACE));
        return new Restored(manifest.made(), manifest.agent(), replaced, config(scratch));
      }
    } catch (ZipException e) {
      throw new BackupUnusableException(
          archive + " is not a Gapwatch backup, or it is truncated", e);
    } catch (IOException e) {
      throw new BackupUnusableException(
          "could not restore %s into %s: %s; check permissions and free space"
              .formatted(archive, state, FileTrouble.inWords(e)),
          e);
    }
  }

  private static Manifest unpack(Path archive, Scratch scratch) throws IOException {
    RegularFile.refuseOther(archive);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Manifest manifest =
          Manifest.parse(new String(bytes(zip, Manifest.NAME, MOST_WORDS).readAllBytes(), UTF_8));
      if (!manifest.sha256().containsKey(Backup.HISTORY)) {
        throw new BackupUnusableException(archive + " contains no history");
      }
      for (String name : manifest.sha256().keySet()) {
        // Only our own names: an archive must not choose where its files go.
        if (name.equals(Backup.HISTORY) || name.equals(Backup.CONFIG)) {
          unpack(zip, name, scratch.file(name), manifest);
        }
      }
      return manifest;
    }
  }

  private static void unpack(ZipFile zip, String name, Path target, Manifest manifest)
      throws IOException {
    Files.createFile(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (InputStream bytes = bytes(zip, name, MOST_BYTES)) {
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    if (!Manifest.sha256(target).equals(manifest.sha256().get(name))) {
      throw new BackupUnusableException(
          name + " in the backup is corrupt: its SHA-256 does not match the manifest");
    }
  }

  private static InputStream bytes(ZipFile zip, String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() > most) {
      throw new BackupUnusableException(
          zip.getName() + " is not a Gapwatch backup: " + name + " is missing or too large");
    }
    return zip.getInputStream(entry);
  }

  private static void verify(Path folder) {
    try (History history = History.open(folder)) {
      history.verify();
    } catch (HistoryUnavailableException e) {
      throw new BackupUnusableException(
          "the history in the backup is unusable: " + e.getMessage(), e);
    }
  }

  /**
   * Keeps the old history. A hard link suffices, because the rename that follows only replaces its
   * name; its -wal and -shm must be gone before, or SQLite would apply them to the new one.
   */
  private Path keepOld(Instant now) throws IOException {
    Path kept = newFolder("replaced-" + now.getEpochSecond());
    settle();
    for (String suffix : new String[] {"-wal", "-shm", TRACE}) {
      Path file = state.resolve(Backup.HISTORY + suffix);
      if (Files.exists(file)) {
        Files.move(file, kept.resolve(Backup.HISTORY + suffix));
      }
    }
    Files.createLink(kept.resolve(Backup.HISTORY), state.resolve(Backup.HISTORY));
    return kept;
  }

  /** Under this name, or with a number appended if it exists. */
  private Path newFolder(String name) throws IOException {
    Path folder = state.resolve(name);
    for (int number = 2; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); number++) {
      folder = state.resolve(name + "-" + number);
    }
    PrivateFolder.create(folder);
    return folder;
  }

  /** Closing the last connection checkpoints the -wal into the file. */
  private void settle() {
    try (History old = History.open(state)) {
      old.verify();
    } catch (HistoryUnavailableException damaged) {
      // It may be replaced because it is corrupt; then it is kept as it is.
      return;
    }
  }

  private Optional<Path> config(Scratch scratch) throws IOException {
    Path unpacked = scratch.file(Backup.CONFIG);
    if (!Files.exists(unpacked)) {
      return Optional.empty();
    }
    Path target = state.resolve(Backup.CONFIG + ".restored");
    Files.move(unpacked, target, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(target);
  }
}
