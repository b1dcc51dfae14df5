package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of one folder to delete when old. Only regular files of this user, no subfolders, no
 * symbolic links. A file that a process has open stays, however old: what it writes later would be
 * lost.
 *
 * @param names their names, in the syntax of {@link FileSystem#getPathMatcher}: {@code glob:*.log}
 * @param age how long a file is kept after its last change
 */
public record StaleFiles(Path folder, String names, Duration age) {

  /**
   * The result.
   *
   * @param problems what could not be deleted, and why
   */
  public record Swept(int files, List<String> problems) {
    public Swept {
      problems = List.copyOf(problems);
    }
  }

  static String problem(Exception e) {
    Throwable cause = e instanceof DirectoryIteratorException ? e.getCause() : e;
    return cause instanceof IOException io ? FileTrouble.inWords(io) : "it cannot be read";
  }

  /** Deletes those that are old by the clock alone. */
  public Swept sweep(Instant now) {
    return sweep(now, Ageing.byTheClock(now));
  }

  /**
   * Deletes those that are old. What cannot be deleted is reported and stays.
   *
   * @param ageing is asked only of what is old by the clock as well
   */
  public Swept sweep(Instant now, Ageing ageing) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Swept(0, List.of());
    }
    int deleted = 0;
    List<String> problems = new ArrayList<>();
    PathMatcher matcher = folder.getFileSystem().getPathMatcher(names);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> matcher.matches(file.getFileName()))) {
      for (Path file : files) {
        deleted += sweep(file, now, ageing, problems) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      problems.add("could not list " + folder + ": " + problem(e));
    }
    return new Swept(deleted, problems);
  }

  private boolean sweep(Path file, Instant now, Ageing ageing, List<String> problems) {
    try {
      return stale(file, now.minus(age))
          && stale(file, ageing.before(age))
          && !OpenFiles.contain(file)
          && Files.deleteIfExists(file);
    } catch (NoSuchFileException e) {
      // Another run deleted it first.
      return false;
    } catch (IOException e) {
      problems.add("could not delete " + file + ": " + problem(e));
      return false;
    }
  }

  private static boolean stale(Path file, Instant before) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))
        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(before);
  }
}
