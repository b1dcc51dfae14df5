package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an archive is signed and staged. */
class ReleaseArchiveTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:40:00.5Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void signingNamesTheArchiveByItsHashAndFreezesItsTime() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");

    ReleaseArchive archive = sign(NOW);

    // The well-known SHA-256 of "abc".
    assertThat(archive.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(archive.path()).isEqualTo(archive.sha256() + ".tar.gz");
    assertThat(Files.getLastModifiedTime(folder.resolve(archive.path())))
        .hasToString("2026-01-01T00:00:00Z");
    assertThat(archive.signature().made()).isEqualTo("2026-11-26T03:40:00Z");
    assertThat(archive.signature().isOf(archive.sha256())).isTrue();
    assertThat(archive.signature().isOf("0".repeat(64))).isFalse();
  }

  @Test
  void theSameContentKeepsItsSignatureAndAnotherGetsItsOwn() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    ReleaseArchive first = sign(NOW);

    assertThat(sign(NOW.plusSeconds(60))).isEqualTo(first);

    Files.writeString(folder.resolve("x.tar.gz"), "abcd");
    assertThat(sign(NOW.plusSeconds(60)).signature().made()).isEqualTo("2026-11-26T03:41:00Z");
  }

  @Test
  void whatIsNotSignedOrWasChangedAfterThatIsNotShipped() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    assertThatThrownBy(() -> ReleaseArchive.stage(folder, Path.of("x.tar.gz")))
        .hasMessageContaining("is not signed, or was changed after that");
    sign(NOW);
    ReleaseArchive.stage(folder, Path.of("x.tar.gz"));

    Files.writeString(folder.resolve("x.tar.gz"), "abcd");
    assertThatThrownBy(() -> ReleaseArchive.stage(folder, Path.of("x.tar.gz")))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("no VM would take it; scripts/gapctl package makes it anew");
  }

  @Test
  void stagingANewContentRemovesTheOldCopy() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    ReleaseArchive first = sign(NOW);
    Files.writeString(folder.resolve("x.tar.gz"), "abcd");

    ReleaseArchive second = sign(NOW);

    assertThat(folder.resolve(first.path())).doesNotExist();
    assertThat(folder.resolve(second.path())).exists();
  }

  private ReleaseArchive sign(Instant now) {
    Path place = folder.resolve("release-key.pem");
    ReleaseKey key = Files.exists(place) ? ReleaseKey.read(place) : ReleaseKey.make(place);
    return ReleaseArchive.sign(folder, Path.of("x.tar.gz"), key, now);
  }
}
