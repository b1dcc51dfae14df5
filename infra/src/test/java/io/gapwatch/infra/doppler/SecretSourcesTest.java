package io.gapwatch.infra.doppler;

import static io.gapwatch.infra.config.SettingsFixture.settings;
import static io.gapwatch.infra.config.SettingsFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourcesTest {

  @Test
  void dopplerNeedsATokenFromTheStackOrTheEnvironment() {
    assertThatThrownBy(() -> SecretSources.of(settings().secrets(), source(), Map.of()))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("no Doppler service token");
    assertThat(SecretSources.of(settings().secrets(), source(), Map.of("DOPPLER_TOKEN", "t")))
        .isInstanceOf(DopplerApi.class);
    assertThat(SecretSources.of(settings("dopplerToken", "t").secrets(), source(), Map.of()))
        .isInstanceOf(DopplerApi.class);
  }

  @Test
  void theStacksOwnFileCanHoldThem() {
    ConfigSource config =
        source("secretsFrom", "config", "secrets", "[\"A\", \"B\"]", "A", "one", "B", "two");

    SecretSource secrets =
        SecretSources.of(
            io.gapwatch.infra.config.Settings.read(config).secrets(), config, Map.of());

    assertThat(secrets.fetch()).isEqualTo(Map.of("A", new Secret("one"), "B", new Secret("two")));
  }

  @Test
  void theDopplerCommandIsAsked(@TempDir Path folder) throws IOException {
    Path command =
        script(
            folder,
            "[ \"$*\" = \"secrets download --no-file --format json\" ] && echo '{\"A\": \"one\"}'");

    assertThat(new DopplerCli(command.toString()).fetch())
        .isEqualTo(Map.of("A", new Secret("one")));
  }

  @Test
  void aDopplerCommandThatFailsIsAnError(@TempDir Path folder) throws IOException {
    Path command = script(folder, "exit 3");

    assertThatThrownBy(() -> new DopplerCli(command.toString()).fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("exit code 3");
  }

  @Test
  void aDopplerCommandThatIsNotThereIsAnError(@TempDir Path folder) {
    assertThatThrownBy(() -> new DopplerCli(folder.resolve("doppler").toString()).fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not run");
  }

  private static Path script(Path folder, String body) throws IOException {
    Path file = Files.writeString(folder.resolve("doppler"), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
