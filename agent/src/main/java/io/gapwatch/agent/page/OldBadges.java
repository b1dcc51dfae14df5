package io.gapwatch.agent.page;

import io.gapwatch.agent.files.PublicFile;
import io.gapwatch.agent.finding.Status;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The badges of checks that are no longer in the configuration. A README that shows one would go on
 * saying what the check found last, and a badge does not say when: it is unknown now.
 */
final class OldBadges {
  private static final String FOLDER = "badges/";
  private static final String END = ".svg";

  private OldBadges() {}

  /**
   * What they say from now on.
   *
   * @param there the files that were made earlier
   * @param made those of today
   */
  static Map<String, String> unknown(Collection<String> there, Set<String> made) {
    Map<String, String> badges = new LinkedHashMap<>();
    there.stream()
        .filter(name -> name.startsWith(FOLDER) && name.endsWith(END) && !made.contains(name))
        .sorted()
        .forEach(name -> badges.put(name, Badge.svg(id(name), Status.UNKNOWN)));
    return badges;
  }

  private static String id(String name) {
    return name.substring(FOLDER.length(), name.length() - END.length());
  }

  /** Writes them in a folder of a page. A picture that is none of ours stays as it is. */
  static void write(Path folder, Set<String> made) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve(FOLDER), "*" + END)) {
      for (Path file : files) {
        String name = FOLDER + file.getFileName();
        if (!made.contains(name) && isBadge(file, id(name))) {
          PublicFile.write(file, Badge.svg(id(name), Status.UNKNOWN));
        }
      }
    }
  }

  private static boolean isBadge(Path file, String id) throws IOException {
    try {
      String text = Files.readString(file);
      return Arrays.stream(Status.values())
          .filter(status -> status != Status.UNKNOWN)
          .anyMatch(status -> text.equals(Badge.svg(id, status)));
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
