package io.gapwatch.infra.release;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * An archive that can be uploaded.
 *
 * @param path relative to the folder where the provider runs
 * @param sha256 of its content, in hexadecimal
 * @param signature the operator's
 */
public record ReleaseArchive(String path, String sha256, ReleaseSignature signature) {
  /** Releases are as new as their content: the time of packing is no part of them. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /**
   * Signs an archive and puts it where the provider reads it. One that is already signed by this
   * key keeps its signature, and so is the same release.
   *
   * @param folder where the provider runs
   * @param archive relative to the folder
   */
  public static ReleaseArchive sign(Path folder, Path archive, ReleaseKey key, Instant now) {
    Path file = folder.resolve(archive);
    try {
      String sha256 = Sha256.of(file);
      boolean signed =
          ReleaseSignature.read(file)
              .filter(each -> each.isOf(sha256) && each.publicKey().equals(key.publicKey()))
              .isPresent();
      if (!signed) {
        ReleaseSignature.of(sha256, key, now).write(file);
      }
    } catch (IOException e) {
      throw new InfraException("could not sign the release " + file + ": " + e.getMessage(), e);
    }
    return stage(folder, archive);
  }

  /**
   * Puts the archive where the provider reads it, under its hash and with a fixed time. The
   * provider compares path and time, never the content, so an unchanged content must keep both.
   *
   * @param folder where the provider runs
   * @param archive relative to the folder
   * @throws InfraException when there is no such archive, or it is not signed
   */
  public static ReleaseArchive stage(Path folder, Path archive) {
    Path source = folder.resolve(archive);
    if (!Files.isRegularFile(source)) {
      throw new InfraException(
          "no release to deploy at " + archive + "; build it: scripts/gapctl package");
    }
    try {
      String sha256 = Sha256.of(source);
      ReleaseSignature signature =
          ReleaseSignature.read(source)
              .filter(each -> each.isOf(sha256))
              .orElseThrow(() -> unsigned(archive));
      Path staged = archive.resolveSibling(sha256 + ".tar.gz");
      Files.copy(source, folder.resolve(staged), StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(folder.resolve(staged), TIME);
      removeOthers(folder.resolve(staged));
      return new ReleaseArchive(staged.toString(), sha256, signature);
    } catch (IOException e) {
      throw new InfraException("could not read the release " + archive + ": " + e.getMessage(), e);
    }
  }

  /** The SHA-256 of an archive, in hexadecimal. */
  public static String sha256(Path archive) {
    try {
      return Sha256.of(archive);
    } catch (IOException e) {
      throw new InfraException("could not read the release " + archive + ": " + e.getMessage(), e);
    }
  }

  private static InfraException unsigned(Path archive) {
    return new InfraException(
        "the release %s is not signed, or was changed after that, so no VM would take it; scripts/gapctl package makes it anew"
            .formatted(archive));
  }

  /** Earlier releases are in the cloud; here they would only pile up. */
  private static void removeOthers(Path staged) throws IOException {
    try (Stream<Path> files = Files.list(staged.toAbsolutePath().getParent())) {
      for (Path file :
          files
              .filter(ReleaseArchive::isStaged)
              .filter(each -> !each.endsWith(staged.getFileName()))
              .toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isStaged(Path file) {
    return file.getFileName().toString().matches("[0-9a-f]{64}\\.tar\\.gz");
  }

  /** The object that holds the archive. */
  public String objectName() {
    return "releases/gapwatch-" + sha256 + ".tar.gz";
  }

  /** What the VM polls to learn of this release. */
  public String manifest() {
    return """
    {"sha256": "%s", "object": "%s", "made": "%s", "signature": "%s"}
    """
        .formatted(sha256, objectName(), signature.made(), signature.signature());
  }
}
