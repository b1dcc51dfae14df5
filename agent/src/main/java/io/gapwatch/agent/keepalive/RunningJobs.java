package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether a run of any job is going on, by looking at who holds its lock. Looking is done in
 * {@code /proc/locks}: trying to take the lock would keep a run from starting in that moment.
 *
 * <p>Locks are told by inode; another file system's lock on an equal number pauses a burst in vain,
 * which does no harm. Hidden files are locks of this package's own.
 */
public final class RunningJobs implements BooleanSupplier {
  private final Path proc;
  private final Path folder;

  /**
   * The runs that keep their state here.
   *
   * @param state the state folder
   */
  public RunningJobs(Path proc, Path state) {
    this.proc = proc;
    this.folder = state.resolve("locks");
  }

  @Override
  public boolean getAsBoolean() {
    try {
      Set<String> inodes = inodes();
      List<String> locks = Files.readAllLines(proc.resolve("locks"));
      return locks.stream().map(RunningJobs::inode).anyMatch(inodes::contains);
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot see whether a job is running, so no burst beside it: "
              + e
              + "; keep-alive needs Linux with /proc, and a state folder it may read",
          e);
    }
  }

  private Set<String> inodes() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> ofJobs =
          files
              .filter(file -> file.toString().endsWith(".lock"))
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
              .toList();
      return ofJobs.stream().map(RunningJobs::inodeOf).collect(Collectors.toSet());
    }
  }

  /** The file is never deleted, so it is still there. */
  private static String inodeOf(Path file) {
    try {
      return String.valueOf(Files.getAttribute(file, "unix:ino"));
    } catch (IOException e) {
      throw new GapwatchException("cannot look at the lock " + file + ": " + e, e);
    }
  }

  /** {@code 1: POSIX ADVISORY WRITE 4711 fe:00:9986069 0 EOF}, with an arrow for a waiting one. */
  private static String inode(String line) {
    for (String field : line.split("\\s+", -1)) {
      if (field.matches("[0-9a-f]+:[0-9a-f]+:\\d+")) {
        return field.substring(field.lastIndexOf(':') + 1);
      }
    }
    return "";
  }
}
