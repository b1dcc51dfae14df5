package io.gapwatch.agent.backup;

import io.gapwatch.agent.backup.Restore.Restored;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.lock.StateLock;
import io.gapwatch.agent.run.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Backups of the state, and their restoration. */
public final class Backups {
  private static final String LOCK = ".lock";

  private Backups() {}

  /**
   * Writes a backup; safe while jobs run.
   *
   * @return the keys with plaintext secrets because of which the configuration was left out
   */
  public static List<String> write(Config config, Path target, Instant now) {
    List<String> secrets = config.literalSecrets();
    Optional<Path> file = secrets.isEmpty() ? Optional.of(config.file()) : Optional.empty();
    try (History history = Histories.open(config)) {
      new Backup(Version.agent()).write(target, history, file, now);
    }
    return secrets;
  }

  /**
   * Restores a backup into this state folder.
   *
   * @throws GapwatchException if a run is in progress, or the backup or the folder is unusable
   */
  public static Restored restore(Path archive, Path state, boolean force, Instant now) {
    List<StateLock> locks = new ArrayList<>();
    try {
      for (String job : lockedOnce(state)) {
        locks.add(StateLock.take(state, job).orElseThrow(() -> busy(job)));
      }
      return new Restore(state).from(archive, force, now);
    } finally {
      locks.forEach(StateLock::close);
    }
  }

  private static GapwatchException busy(String job) {
    return new GapwatchException(
        "a run of "
            + job
            + " is in progress; wait for it to end, and stop cron from starting "
            + "the next one");
  }

  /** The jobs that have ever run with this state. */
  private static List<String> lockedOnce(Path state) {
    Path folder = state.resolve("locks");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + LOCK)) {
      List<String> jobs = new ArrayList<>();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        jobs.add(name.substring(0, name.length() - LOCK.length()));
      }
      return jobs;
    } catch (IOException e) {
      throw new GapwatchException(
          "could not list " + folder + "; check that this user can read the state folder", e);
    }
  }
}
