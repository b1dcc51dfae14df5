package io.gapwatch.infra.release;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * An archive that can be uploaded.
 *
 * @param path relative to the folder where the provider runs
 * @param sha256 of its content, in hexadecimal
 */
public record ReleaseArchive(String path, String sha256) {
  /** Releases are as new as their content: the time of packing is no part of them. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /**
   * Puts the archive where the provider reads it, under its hash and with a fixed time. The
   * provider compares path and time, never the content, so an unchanged content must keep both.
   *
   * @param folder where the provider runs
   * @param archive relative to the folder
   * @throws InfraException when there is no such archive
   */
  public static ReleaseArchive stage(Path folder, Path archive) {
    Path source = folder.resolve(archive);
    if (!Files.isRegularFile(source)) {
      throw new InfraException(
          "there is no release to deploy at " + archive + "; make it: scripts/gapctl package");
    }
    try {
      String sha256 = Sha256.of(source);
      Path staged = archive.resolveSibling(sha256 + ".tar.gz");
      Files.copy(source, folder.resolve(staged), StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(folder.resolve(staged), TIME);
      return new ReleaseArchive(staged.toString(), sha256);
    } catch (IOException e) {
      throw new InfraException("the release " + archive + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The object that holds the archive. */
  public String objectName() {
    return "releases/gapwatch-" + sha256 + ".tar.gz";
  }

  /** What the VM polls to learn of this release. */
  public String manifest() {
    return """
        {"sha256": "%s", "object": "%s"}
        """
        .formatted(sha256, objectName());
  }
}
