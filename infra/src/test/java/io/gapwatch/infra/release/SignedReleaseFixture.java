package io.gapwatch.infra.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A release as {@code gapctl package} leaves it, with any content. */
public final class SignedReleaseFixture {
  private SignedReleaseFixture() {}

  /**
   * Writes and signs it.
   *
   * @param root of the clone; the key lies beside it
   */
  public static void write(Path root, String content) throws IOException {
    Path infra = root.resolve("infra");
    Path archive = Path.of("target/release/gapwatch.tar.gz");
    Files.createDirectories(infra.resolve(archive).getParent());
    Files.writeString(infra.resolve(archive), content);
    Path place = root.resolveSibling("release-key.pem");
    ReleaseKey key = Files.exists(place) ? ReleaseKey.read(place) : ReleaseKey.make(place);
    ReleaseArchive.sign(infra, archive, key, Instant.parse("2026-01-01T00:00:00Z"));
  }
}
