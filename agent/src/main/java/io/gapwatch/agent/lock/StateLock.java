package io.gapwatch.agent.lock;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Prevents two concurrent runs of one job. The operating system releases the lock when the process
 * ends, however it ends; the file itself is left behind and means nothing.
 */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Acquires the lock, or returns empty if another run holds it.
   *
   * @throws GapwatchException when the state folder cannot be written
   */
  public static Optional<StateLock> take(Path state, String name) {
    Path folder = state.resolve("locks");
    Path file = folder.resolve(name + ".lock");
    try {
      PrivateFolder.create(folder);
      RegularFile.refuseOther(file);
      FileChannel channel = open(file);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock.map(held -> new StateLock(channel));
    } catch (IOException e) {
      throw new GapwatchException(
          "could not lock "
              + file
              + " ("
              + FileTrouble.inWords(e)
              + "); check that this user can write to the state folder, and that the disk is "
              + "not full",
          e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      PrivateFolder.createFile(file);
    } catch (FileAlreadyExistsException ofAnEarlierRun) {
      // It is only locked.
    }
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Held by another run in this process, as under watch.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
      return;
    }
  }
}
