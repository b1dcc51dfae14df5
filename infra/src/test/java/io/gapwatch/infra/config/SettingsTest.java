package io.gapwatch.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

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

    assertThatThrownBy(() -> Settings.read(source))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            """
            the stack's configuration cannot be used:
              - gapwatch:tenancyId should be an OCID of a tenancy, found "mine"
              - gapwatch:ocpus should be a whole number of at least 1, found "two"
              - gapwatch:bootVolumeGbs should be a whole number of at least 50, found "40"
              - gapwatch:sshFrom should be CIDR blocks a.b.c.d/n, found "198.51.100.7"
              - gapwatch:secretsFrom should be doppler, doppler-cli or config, found "vault"
              - gapwatch:secrets should be a list of texts, found "MOTHERDUCK_TOKEN"
              - gapwatch:releaseUrlExpires should be a time such as 2036-01-01T00:00:00Z, found "tomorrow\"""");
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

  @Test
  void aSecretPrintsAsOne() {
    assertThat(new Secret("hunter2")).hasToString("<secret>");
  }
}
