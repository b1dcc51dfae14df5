package io.gapwatch.agent.history;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What keeps a run from making a history in a folder, as far as it can be seen without trying.
 *
 * @param state the folder of the configuration
 * @param there the folder, or the nearest above it that exists
 * @param readable whether this user may list it and open what is in it
 * @param owner of what exists, where the file system tells
 * @param user who runs this
 */
public record StateFolder(
    Path state,
    Path there,
    boolean isFolder,
    boolean readable,
    boolean writable,
    boolean readOnly,
    boolean full,
    Optional<String> owner,
    String user) {
  private static final String ANOTHER = "name another %s with state: in the configuration";

  /** What is there now. */
  public static StateFolder at(Path state) {
    Path there = state.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    boolean readOnly = false;
    boolean full = false;
    try {
      FileStore disk = Files.getFileStore(there);
      readOnly = disk.isReadOnly();
      // File systems without a size of their own say 0 of both.
      full = disk.getUsableSpace() == 0 && disk.getTotalSpace() > 0;
    } catch (IOException unseen) {
      // Nothing is said of the disk.
    }
    return new StateFolder(
        state,
        there,
        Files.isDirectory(there),
        Files.isReadable(there) && Files.isExecutable(there),
        Files.isWritable(there),
        readOnly,
        full,
        owner(there),
        System.getProperty("user.name", "this user"));
  }

  private static Optional<String> owner(Path there) {
    try {
      return Optional.of(Files.getOwner(there).getName());
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  /** What is wrong with it, and what to do; empty if a run could write to it. */
  public Optional<String> trouble() {
    if (!isFolder) {
      return Optional.of(
          "%s is a file, not a folder; %s".formatted(there, ANOTHER.formatted("one")));
    }
    if (!readable) {
      return Optional.of(forbidden("read"));
    }
    if (readOnly) {
      return Optional.of(
          "%s is on a file system that is mounted to be read only; mount it to be written, or %s"
              .formatted(there, ANOTHER.formatted("folder")));
    }
    if (!writable) {
      return Optional.of(forbidden("write to"));
    }
    return full
        ? Optional.of("the disk of %s is full; free some space".formatted(there))
        : Optional.empty();
  }

  private String forbidden(String deed) {
    return "%s may not %s %s%s; %sgive it to who runs gapwatch: chown -R USER %s"
        .formatted(
            user,
            deed,
            there,
            owner.map(", which belongs to "::concat).orElse(""),
            owner
                .map(name -> "run gapwatch as %1$s (sudo -u %1$s gapwatch …), or ".formatted(name))
                .orElse(""),
            state);
  }
}
