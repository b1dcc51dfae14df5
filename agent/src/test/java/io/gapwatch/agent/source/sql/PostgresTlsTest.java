package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTlsTest {
  private static final String JAVA = "org.postgresql.ssl.DefaultJavaSSLFactory";

  private final Path folder;
  private final Path roots;
  private final Path bundle;

  PostgresTlsTest(@TempDir Path folder) {
    this.folder = folder;
    this.roots = folder.resolve("root.crt");
    this.bundle = folder.resolve("bundle.crt");
  }

  @Test
  void systemMeansTheRootsOfTheMachineAndTheWholeCheck() throws IOException {
    Files.createFile(bundle);
    assertThat(applied(Map.of("sslrootcert", "system")))
        .containsOnly(Map.entry("sslmode", "verify-full"), rootsAt(bundle));
    assertThat(applied(Map.of("sslrootcert", "system", "sslmode", "verify-full")))
        .containsOnly(Map.entry("sslmode", "verify-full"), rootsAt(bundle));
  }

  @Test
  void whereTheMachineKeepsNoneJavaDoes() {
    assertThat(applied(Map.of("sslrootcert", "system")))
        .containsOnly(Map.entry("sslmode", "verify-full"), Map.entry("sslfactory", JAVA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "prefer", "verify-ca", "disable"})
  void systemWithAWeakerCheckIsRefusedAsByLibpq(String mode) {
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> applied(Map.of("sslrootcert", "system", "sslmode", mode)));
    assertThat(e).hasMessage("ledger: sslrootcert=system does not go with sslmode=" + mode);
    assertThat(e.remedy()).contains("sslmode=verify-full");
  }

  @Test
  void withoutRootsOfTheUserThoseOfTheMachineHold() throws IOException {
    Files.createFile(bundle);
    assertThat(applied(Map.of("sslmode", "verify-full")))
        .containsOnly(Map.entry("sslmode", "verify-full"), rootsAt(bundle));
    Files.createFile(roots);
    assertThat(applied(Map.of("sslmode", "verify-full")))
        .containsOnly(Map.entry("sslmode", "verify-full"));
  }

  /** Else whoever has a certificate of any public authority, for whatever host, is believed. */
  @Test
  void withoutRootsOfTheUserVerifyCaHasNoAuthority() throws IOException {
    Files.createFile(bundle);
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class, () -> applied(Map.of("sslmode", "Verify-CA")));
    assertThat(e).hasMessageStartingWith("ledger: sslmode=verify-ca has no authority to go by");
    assertThat(e.remedy()).contains("sslrootcert", "sslmode=verify-full");
    Files.createFile(roots);
    assertThat(applied(Map.of("sslmode", "verify-ca")))
        .containsOnly(Map.entry("sslmode", "verify-ca"));
  }

  /** The driver goes by sslmode, and spoke without TLS. */
  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer"})
  void sslWithoutTlsIsRefused(String mode) {
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> applied(Map.of("ssl", "true", "sslmode", mode)));
    assertThat(e).hasMessage("ledger: ssl in url does not go with sslmode=" + mode);
    assertThat(applied(Map.of("ssl", "true", "sslmode", "require")))
        .containsEntry("sslmode", "require");
  }

  @Test
  void pathsAreThoseOfTheConfiguration() {
    assertThat(
            applied(
                Map.of(
                    "sslmode", "verify-full",
                    "sslrootcert", "tls/ca.pem",
                    "sslcert", "tls/me.pem",
                    "sslkey", "/etc/me.key")))
        .containsOnly(
            Map.entry("sslmode", "verify-full"),
            rootsAt(folder.resolve("tls/ca.pem")),
            Map.entry("sslcert", folder.resolve("tls/me.pem").toString()),
            Map.entry("sslkey", "/etc/me.key"));
  }

  /** As libpq's documentation has it: where there are authorities, require is verify-ca. */
  @Test
  void requireLooksAtTheAuthoritiesThatThereAre() throws IOException {
    assertThat(applied(Map.of("sslmode", "require", "sslrootcert", "ca.pem")))
        .containsOnly(Map.entry("sslmode", "verify-ca"), rootsAt(folder.resolve("ca.pem")));
    assertThat(applied(Map.of("sslmode", "REQUIRE", "sslrootcert", "ca.pem")))
        .containsEntry("sslmode", "verify-ca");
    Files.createFile(roots);
    assertThat(applied(Map.of("sslmode", "require")))
        .containsOnly(Map.entry("sslmode", "verify-ca"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prefer", "allow", "disable"})
  void authoritiesThatNobodyLooksAtAreRefused(String mode) {
    Map<String, String> written = new HashMap<>(Map.of("sslrootcert", "ca.pem"));
    if (!mode.isEmpty()) {
      written.put("sslmode", mode);
    }
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> applied(written));
    assertThat(e)
        .hasMessage(
            "ledger: sslrootcert is not looked at with sslmode="
                + (mode.isEmpty() ? "prefer" : mode));
    assertThat(e.remedy()).contains("sslmode=verify-full");
  }

  /** The driver's own word for verify-full. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "1", ""})
  void sslIsTheWholeCheck(String ssl) throws IOException {
    Files.createFile(bundle);
    assertThat(applied(Map.of("ssl", ssl)))
        .containsOnly(Map.entry("ssl", ssl), Map.entry("sslmode", "verify-full"), rootsAt(bundle));
  }

  @Test
  void plainParametersStay() {
    assertThat(applied(Map.of("sslmode", "require"))).containsOnly(Map.entry("sslmode", "require"));
    assertThat(applied(Map.of())).isEmpty();
  }

  private static Map.Entry<String, String> rootsAt(Path file) {
    return Map.entry("sslrootcert", file.toString());
  }

  private Map<String, String> applied(Map<String, String> written) {
    Map<String, String> parameters = new HashMap<>(written);
    new PostgresTls(folder::resolve, roots, List.of(folder.resolve("none.crt"), bundle))
        .apply("ledger", parameters);
    return parameters;
  }
}
