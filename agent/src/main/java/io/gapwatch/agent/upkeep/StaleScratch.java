package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.upkeep.StaleFiles.Swept;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders in which killed processes left DuckDB's temporary files. Only those files are deleted,
 * and folders left empty; anything else stays, with its folder.
 *
 * @param parent the folder that contains them
 * @param pattern their names, as a glob
 * @param age how long one is kept after its last change
 */
public record StaleScratch(Path parent, String pattern, Duration age) {
  private static final String FILES = "glob:duckdb_temp_*";

  public Swept sweep(Instant now) {
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return new Swept(0, List.of());
    }
    int deleted = 0;
    List<String> problems = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, pattern)) {
      for (Path folder : folders) {
        Path inner = folder.resolve("tmp");
        if (stale(folder, now)) {
          deleted += sweep(inner, now, problems) + sweep(folder, now, problems);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      problems.add("could not list " + parent + ": " + StaleFiles.problem(e));
    }
    return new Swept(deleted, problems);
  }

  private int sweep(Path folder, Instant now, List<String> problems) throws IOException {
    Swept swept = new StaleFiles(folder, FILES, age).sweep(now);
    problems.addAll(swept.problems());
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isEmpty(folder)) {
      Files.deleteIfExists(folder);
    }
    return swept.files();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private boolean stale(Path folder, Instant now) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))
        && Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(now.minus(age));
  }
}
