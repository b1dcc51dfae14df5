package io.gapwatch.agent.upkeep;

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
 * Files of one folder that may go when they are old. It looks at plain files of this user only,
 * never into folders, and follows no link. One that a process holds open stays, however old: what
 * it writes later would be lost.
 *
 * @param names which names, as {@link FileSystem#getPathMatcher} takes them: {@code glob:*.log}
 * @param age how long a file is kept after it was last written
 */
public record StaleFiles(Path folder, String names, Duration age) {

  /**
   * What was done.
   *
   * @param problems what could not be deleted, and why
   */
  public record Swept(int files, List<String> problems) {
    public Swept {
      problems = List.copyOf(problems);
    }
  }

  /** Deletes those that are old at this time. What cannot be deleted is told and left. */
  public Swept sweep(Instant now) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Swept(0, List.of());
    }
    int deleted = 0;
    List<String> problems = new ArrayList<>();
    PathMatcher matcher = folder.getFileSystem().getPathMatcher(names);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> matcher.matches(file.getFileName()))) {
      for (Path file : files) {
        deleted += sweep(file, now, problems) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      problems.add("cannot list " + folder + ": " + e.getClass().getSimpleName());
    }
    return new Swept(deleted, problems);
  }

  private boolean sweep(Path file, Instant now, List<String> problems) {
    try {
      return stale(file, now) && !OpenFiles.contain(file) && Files.deleteIfExists(file);
    } catch (NoSuchFileException e) {
      // Another run deleted it first.
      return false;
    } catch (IOException e) {
      problems.add("cannot delete " + file + ": " + e.getClass().getSimpleName());
      return false;
    }
  }

  private boolean stale(Path file, Instant now) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))
        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(now.minus(age));
  }
}
