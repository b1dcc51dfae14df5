package io.gapwatch.agent.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the state to one zip archive, safely while jobs run: the history, copied by SQLite in one
 * transaction, and the configuration. Neither contains secrets.
 */
public final class Backup {
  static final String HISTORY = "history.db";
  static final String CONFIG = "gapwatch.yaml";

  private final String agent;

  /**
   * @param agent the version writing it
   */
  public Backup(String agent) {
    this.agent = agent;
  }

  /**
   * Writes the archive, atomically.
   *
   * @param target must not exist
   * @param config left out if it contains secrets
   * @throws BackupUnusableException if it cannot be written
   */
  public void write(Path target, History history, Optional<Path> config, Instant now) {
    if (Files.exists(target)) {
      throw new BackupUnusableException(target + " already exists; choose another file");
    }
    Path absolute = target.toAbsolutePath();
    Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    try (Scratch scratch = Scratch.in(folder, ".gapwatch-backup-")) {
      Map<String, Path> files = new LinkedHashMap<>();
      files.put(HISTORY, scratch.file(HISTORY));
      history.copyTo(scratch.file(HISTORY));
      config.ifPresent(file -> files.put(CONFIG, file));
      Path archive = scratch.file("archive.zip");
      pack(archive, Manifest.of(now, agent, files), files);
      Files.move(archive, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BackupUnusableException(
          "could not write the backup %s: %s; check that its folder exists, is writable and has free space"
              .formatted(target, FileTrouble.inWords(e)),
          e);
    }
  }

  private static void pack(Path archive, Manifest manifest, Map<String, Path> files)
      throws IOException {
    Files.createFile(
        archive,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(manifest.text().getBytes(UTF_8));
      for (Map.Entry<String, Path> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        Files.copy(file.getValue(), zip);
      }
    }
  }
}
