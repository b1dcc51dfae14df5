package io.gapwatch.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void anExpiryThatIsLeftToUsIsTwoToThreeYearsAwayAndMovesOnceAYear() {
    assertThat(expiry("2026-01-01T00:00:00Z")).hasToString("2029-01-01T00:00:00Z");
    assertThat(expiry("2026-12-31T23:59:59Z")).hasToString("2029-01-01T00:00:00Z");
    assertThat(expiry("2027-01-01T00:00:00Z")).hasToString("2030-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-12-31T23:59:59Z", "2026-11-28T00:00:00Z"})
  void anExpiryThatIsOverIsRefusedWithWhatToDo(String over) {
    Instant now = Instant.parse("2026-11-28T00:00:00Z");

    assertThatThrownBy(() -> Settings.read(SettingsFixture.source("releaseUrlExpires", over), now))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            ("the stack's configuration is invalid: gapwatch:releaseUrlExpires should be auto, or a"
                    + " time ahead such as 2036-01-01T00:00:00Z (a VM finds no release after it),"
                    + " found \"%s\"%nTo do: pulumi config set KEY VALUE")
                .formatted(over));
    assertThat(
            Settings.read(SettingsFixture.source("releaseUrlExpires", "2026-11-28T00:00:01Z"), now)
                .release()
                .urlExpires())
        .hasToString("2026-11-28T00:00:01Z");
  }

  @Test
  void aByteOrderMarkAndLineEndsAreNoPartOfAValue() {
    Settings settings =
        SettingsFixture.settings(
            "sshPublicKey", "\uFEFFssh-ed25519 AAAA me\r\n",
            "dopplerToken", "\uFEFFdp.st.x\n",
            "ocpus", "2\r\n");

    assertThat(settings.ssh().publicKey()).contains("ssh-ed25519 AAAA me");
    assertThat(settings.secrets().dopplerToken()).contains(new Secret("dp.st.x"));
    assertThat(settings.machine().ocpus()).isEqualTo(2);
  }

  @Test
  void aStacksFileOfAnotherEditorIsRead(@TempDir Path root) throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    Path file = root.resolve("Pulumi.dev.yaml");
    Files.writeString(file, "\uFEFFconfig:\r\n  gapwatch:ocpus: 2\r\n");

    assertThat(ProjectFiles.read(root, "dev").get("ocpus")).contains("2");

    Files.write(file, "config:\n  gapwatch:ocpus: 2\n".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> ProjectFiles.read(root, "dev"))
        .isInstanceOf(InfraException.class)
        .hasMessage("%s is no text in UTF-8; save it as UTF-8".formatted(file));

    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> ProjectFiles.read(root, "dev"))
        .isInstanceOf(InfraException.class)
        .hasMessageStartingWith("could not read " + file);
  }

  private static Instant expiry(String now) {
    return Settings.read(SettingsFixture.source(), Instant.parse(now)).release().urlExpires();
  }

  @Test
  void theProjectsDefaultsAreASmallClosedFreeStack() {
    Settings settings = SettingsFixture.settings();

    assertThat(settings.machine()).isEqualTo(new Machine(1, 1, 6, 50, "24.04"));
    assertThat(settings.ssh().from()).isEmpty();
    assertThat(settings.ssh().publicKey()).isEmpty();
    assertThat(settings.secrets().names())
        .containsExactly(
            "MOTHERDUCK_TOKEN", "HEALTHCHECKS_PING_URL", "PUSHOVER_TOKEN", "PUSHOVER_USER");
    assertThat(settings.secrets().origin()).isEqualTo(SecretOrigin.DOPPLER);
    assertThat(settings.allowPaid()).isFalse();
    assertThat(settings.budgetEmail()).isEmpty();
  }

  @Test
  void anEmptyCompartmentIsTheRoot() {
    Account account = SettingsFixture.settings("compartmentId", "").account();

    assertThat(account.compartmentId()).isEqualTo(SettingsFixture.TENANCY);
    assertThat(account.isRootCompartment()).isTrue();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    ConfigSource source =
        SettingsFixture.source(
            "tenancyId", "mine",
            "ocpus", "two",
            "bootVolumeGbs", "40",
            "sshFrom", "[\"198.51.100.7\"]",
            "secrets", "MOTHERDUCK_TOKEN",
            "secretsFrom", "vault",
            "releaseUrlExpires", "tomorrow");

    assertThatThrownBy(() -> Settings.read(source, SettingsFixture.NOW))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            """
            the stack's configuration is invalid:
              - gapwatch:tenancyId should be an OCID of a tenancy, found "mine"
              - gapwatch:ocpus should be a whole number of at least 1, found "two"
              - gapwatch:bootVolumeGbs should be a whole number of at least 50, found "40"
              - gapwatch:sshFrom should be CIDR blocks a.b.c.d/n, found "198.51.100.7"
              - gapwatch:secretsFrom should be doppler, doppler-cli or config, found "vault"
              - gapwatch:secrets should be a list of texts, found "MOTHERDUCK_TOKEN"
              - gapwatch:releaseUrlExpires should be auto, or a time such as 2036-01-01T00:00:00Z, found "tomorrow"
            To do: pulumi config set KEY VALUE\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dopplerApi|not a url|https://…, or http:// on this machine",
        "dopplerApi|http://[|https://…, or http:// on this machine",
        "dopplerApi|http://api.doppler.com|https://…, or http:// on this machine",
        "dopplerApi|https://|https://…, or http:// on this machine",
        "allowPaid|yes|true or false",
        "releaseArchive|''|a path below the folder infra",
        "sshFrom|[\"198.51.100.700/32\"]|CIDR blocks a.b.c.d/n",
      })
  void eachIsToldWithItsRule(String key, String value, String rule) {
    assertThatThrownBy(() -> SettingsFixture.settings(key, value))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:%s should be %s".formatted(key, rule));
  }

  @Test
  void aPrivateKeyInPlaceOfThePublicOneIsRefusedAndNotRepeated() {
    assertThatThrownBy(
            () ->
                SettingsFixture.settings(
                    "sshPublicKey", "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2"))
        .hasMessageContaining("gapwatch:sshPublicKey should be a public key")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aFolderThatIsNoCloneIsSaid(@TempDir Path root) {
    assertThatThrownBy(() -> ProjectFiles.read(root, "dev"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("there is no Pulumi.yaml in " + root)
        .hasMessageContaining("--root");
  }

  @Test
  void aStacksFileGoesOverTheProjectsDefaults(@TempDir Path root) throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    Files.writeString(
        root.resolve("Pulumi.dev.yaml"),
        """
        config:
          gapwatch:ocpus: 2
          gapwatch:sshFrom: [198.51.100.7/32]
          gapwatch:dopplerToken: {secure: v1:abc}
        """);

    ProjectFiles files = ProjectFiles.read(root, "dev");

    assertThat(files.get("ocpus")).contains("2");
    assertThat(files.get("sshFrom")).contains("[\"198.51.100.7/32\"]");
    assertThat(files.get("memoryGbs")).contains("6");
    assertThat(files.get("dopplerToken")).isEmpty();
  }

  /** {@code package}, {@code deploy} and {@code up} read single keys past the settings. */
  @Test
  void whatAFileLeftOnAValueIsNoPartOfItWhoeverReadsIt(@TempDir Path root) throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    Files.writeString(
        root.resolve("Pulumi.dev.yaml"),
        """
        config:
          gapwatch:statusPage: "true\\r\\n"
          gapwatch:stack: |
            true
          gapwatch:releaseArchive: "\\uFEFFtarget/mine.tar.gz "
        """);

    ProjectFiles files = ProjectFiles.read(root, "dev");

    assertThat(files.get("statusPage")).contains("true");
    assertThat(files.get("stack")).contains("true");
    assertThat(files.releaseArchive()).isEqualTo(Path.of("target/mine.tar.gz"));
  }

  @Test
  void aSecretPrintsAsOne() {
    assertThat(new Secret("hunter2")).hasToString("<secret>");
  }
}
