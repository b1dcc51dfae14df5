package io.gapwatch.agent.upkeep.logs;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder and a pattern of names in it. The folder is held open while its files are looked at
 * and deleted, so that nobody can put a link in its place meanwhile.
 */
record LogFolder(Path folder, String names) {

  LogFolder(Path pattern) {
    this(Objects.requireNonNull(pattern.getParent()), String.valueOf(pattern.getFileName()));
  }

  /**
   * What may be deleted.
   *
   * @param before only what was last changed before this
   * @param open the keys of files that processes have open
   * @param dryRun whether it is only listed
   * @param over whether the deadline has come: then the rest is left
   */
  record Rule(Instant before, Set<Object> open, boolean dryRun, BooleanSupplier over) {}

  /**
   * What became of the files.
   *
   * @param deleted their names
   * @param bytes their size
   * @param young how many are not old enough
   * @param open how many are old, but open
   * @param foreign how many are old, but another user's
   * @param left how many were not looked at, because the deadline came
   * @param problems what could not be deleted, and why
   */
  record Pruned(
      List<String> deleted,
      long bytes,
      int young,
      int open,
      int foreign,
      int left,
      List<String> problems) {

    /** {@code deleted 1 file, 7B; kept 2 young, 1 open}. */
    String words(boolean dryRun) {
      String kept =
          Stream.of(
                  count(young, "young"),
                  count(open, "open"),
                  count(foreign, "of other users"),
                  count(left, "not looked at before the deadline"))
              .flatMap(Optional::stream)
              .collect(Collectors.joining(", "));
      return "%s %s, %s%s"
          .formatted(
              dryRun ? "would delete" : "deleted",
              Numbers.count(deleted.size(), "file"),
              Sizes.text((double) bytes),
              kept.isEmpty() ? "" : "; kept " + kept);
    }

    private static Optional<String> count(int number, String what) {
      return number == 0 ? Optional.empty() : Optional.of(number + " " + what);
    }
  }

  /** The folder is not what it was taken for. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
      super(why);
    }
  }

  /**
   * Deletes, or lists, what is old.
   *
   * @throws IOException if the folder cannot be read, or it or one above it is a link
   */
  Pruned prune(Rule rule) throws IOException {
    Path above = Objects.requireNonNull(folder.getParent());
    Path name = Objects.requireNonNull(folder.getFileName());
    if (Files.isSymbolicLink(folder)) {
      throw new RefusedException("it is a link, and links are not followed");
    }
    Path real = folder.toRealPath();
    if (!real.equals(folder.toAbsolutePath().normalize())) {
      throw new RefusedException(
          "a folder above it is a link, and links are not followed; what is meant may be " + real);
    }
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(above)) {
      if (!(parent instanceof SecureDirectoryStream<Path> secure)) {
        throw new RefusedException("this file system cannot hold a folder open");
      }
      try (SecureDirectoryStream<Path> files =
          secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        return prune(files, rule);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Pruned prune(SecureDirectoryStream<Path> files, Rule rule) {
    PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + names);
    Tally tally = new Tally();
    for (Path each : files) {
      Path file = Objects.requireNonNull(each.getFileName());
      if (matcher.matches(file) && rule.over().getAsBoolean()) {
        tally.left++;
      } else if (matcher.matches(file)) {
        try {
          tally.look(files, file, rule);
        } catch (IOException e) {
          // What was rotated or deleted meanwhile is no problem.
          if (!(e instanceof NoSuchFileException)) {
            tally.problems.add(file + ": " + FileTrouble.inWords(e));
          }
        }
      }
    }
    return tally.sum();
  }

  private static final class Tally {
    private static final String ROOT = "root";

    private final List<String> deleted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long bytes;
    private int young;
    private int open;
    private int foreign;
    private int left;

    void look(SecureDirectoryStream<Path> files, Path file, Rule rule) throws IOException {
      PosixFileAttributes is =
          files
              .getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (!is.isRegularFile()) {
        return;
      }
      String user = System.getProperty("user.name");
      if (!is.lastModifiedTime().toInstant().isBefore(rule.before())) {
        young++;
      } else if (!is.owner().getName().equals(user) && !ROOT.equals(user)) {
        // Whether a process of theirs has it open is hidden from us.
        foreign++;
      } else if (rule.open().contains(Objects.requireNonNull(is.fileKey()))) {
        open++;
      } else {
        if (!rule.dryRun()) {
          files.deleteFile(file);
        }
        deleted.add(file.toString());
        bytes += is.size();
      }
    }

    Pruned sum() {
      deleted.sort(null);
      return new Pruned(deleted, bytes, young, open, foreign, left, problems);
    }
  }
}
