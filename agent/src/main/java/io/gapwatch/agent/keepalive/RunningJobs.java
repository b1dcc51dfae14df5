package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether any job is running, according to who holds its lock in {@code /proc/locks}: trying to
 * acquire the lock could prevent a run from starting.
 *
 * <p>Locks are identified by inode; the same number on another file system pauses a burst
 * needlessly, which does no harm. Hidden files are this package's own locks.
 */
final class RunningJobs implements BooleanSupplier {
  private final Path proc;
  private final Path folder;

  /**
   * The runs with their state here.
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
          "could not tell whether a job is running, so there is no burst: "
              + FileTrouble.inWords(e)
              + "; keep-alive needs Linux with /proc, and a readable state folder",
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

  /** The file is never deleted, so it still exists. */
  private static String inodeOf(Path file) {
    try {
      return String.valueOf(Files.getAttribute(file, "unix:ino"));
    } catch (IOException e) {
      throw new GapwatchException(
          "could not read the lock " + file + ": " + FileTrouble.inWords(e), e);
    }
  }

  /** {@code 1: POSIX ADVISORY WRITE 4711 fe:00:9986069 0 EOF}, with an arrow if waiting. */
  private static String inode(String line) {
    for (String field : line.split("\\s+", -1)) {
      if (field.matches("[0-9a-f]+:[0-9a-f]+:\\d+")) {
        return field.substring(field.lastIndexOf(':') + 1);
      }
    }
    return "";
  }
}
