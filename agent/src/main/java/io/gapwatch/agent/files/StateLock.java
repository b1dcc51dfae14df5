package io.gapwatch.agent.files;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps two runs of one job apart. The operating system holds the lock and drops it when the
 * process dies, however it dies; the file itself means nothing and stays.
 */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, or returns empty when another run holds it.
   *
   * @throws GapwatchException when the state folder cannot be written
   */
  public static Optional<StateLock> take(Path state, String name) {
    Path folder = state.resolve("locks");
    Path file = folder.resolve(name + ".lock");
    try {
      PrivateFolder.create(folder);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock.map(held -> new StateLock(channel));
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot lock "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + "); check that this user may write the state folder, and that the disk is not full",
          e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Held by another run inside this process, as in watch.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
      return;
    }
  }
}
