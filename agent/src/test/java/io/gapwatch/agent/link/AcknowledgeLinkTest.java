package io.gapwatch.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgeLinkTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final String INCIDENT = "01M8B057G0WSWFQVF5QZGYHM2P";
  private static final String OTHER = "01M8B057G0WSWFQVF5QZGYHM2Q";

  private final Path state;
  private final SigningKey key;

  AcknowledgeLinkTest(@TempDir Path state) {
    this.state = state;
    this.key = SigningKey.ofOrNew(state).orElseThrow();
  }

  @Test
  void isOfOneIncidentAndEnds() {
    String path = AcknowledgeLink.to(INCIDENT, NOW).path(key);

    assertThat(AcknowledgeLink.isMeant(path)).isTrue();
    assertThat(AcknowledgeLink.read(path, key))
        .contains(new AcknowledgeLink(INCIDENT, NOW.plus(Duration.ofDays(7))));
    assertThat(path).hasSizeLessThan(80);
  }

  @Test
  void isGoodForAWeekWhateverTheClockShowedThatSignedIt() {
    AcknowledgeLink link = AcknowledgeLink.to(INCIDENT, NOW);
    assertThat(link.isGood(NOW)).isTrue();
    assertThat(link.isGood(NOW.minus(Duration.ofHours(5)))).isTrue();
    assertThat(link.isGood(NOW.plus(Duration.ofDays(7)))).isFalse();
    assertThat(AcknowledgeLink.to(INCIDENT, NOW.plus(Duration.ofDays(1000))).isGood(NOW)).isFalse();
  }

  /** Both saw none, and one was quicker; the links of both have been sent. */
  @Test
  void twoFirstRunsAtOnceSignAlike() {
    String path = AcknowledgeLink.to(INCIDENT, NOW).path(key);

    SigningKey second = SigningKey.make(state).orElseThrow();

    assertThat(AcknowledgeLink.to(INCIDENT, NOW).path(second)).isEqualTo(path);
    assertThat(state.toFile().list()).containsExactly("link-key");
  }

  @ParameterizedTest
  @CsvSource({
    INCIDENT + "," + OTHER,
    "/1795824000/,/1895824000/",
    "/ack/,/ack//",
    "/ack/,/nack/",
  })
  void whatIsChangedInItIsFoundOut(String was, String is) {
    String path = AcknowledgeLink.to(INCIDENT, NOW).path(key);
    String changed = path.replace(was, is);

    assertThat(changed).isNotEqualTo(path);
    assertThat(AcknowledgeLink.read(changed, key)).isEmpty();
    String last = path.endsWith("_") ? "-" : "_";
    assertThat(AcknowledgeLink.read(path.substring(0, path.length() - 1) + last, key)).isEmpty();
    assertThat(AcknowledgeLink.read(path + "/", key)).isEmpty();
  }

  @Test
  void anotherStateSignsOtherwise(@TempDir Path elsewhere) {
    String path = AcknowledgeLink.to(INCIDENT, NOW).path(key);
    SigningKey other = SigningKey.ofOrNew(elsewhere).orElseThrow();

    assertThat(AcknowledgeLink.read(path, other)).isEmpty();
    assertThat(AcknowledgeLink.read(path, SigningKey.ofOrNew(state).orElseThrow())).isPresent();
  }

  @Test
  void theKeyIsPrivateAndMadeAnewIfItIsDamaged() throws IOException {
    Path file = state.resolve("link-key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.write(file, new byte[0]);
    assertThat(SigningKey.of(state)).isEmpty();

    assertThat(SigningKey.ofOrNew(state)).isPresent();

    assertThat(SigningKey.of(state)).isPresent();
    assertThat(state).isDirectoryContaining(file::equals);
    assertThat(SigningKey.ofOrNew(state.resolve("nowhere"))).isEmpty();
  }
}
