package io.gapwatch.infra.doppler;

import static io.gapwatch.infra.config.SettingsFixture.NOW;
import static io.gapwatch.infra.config.SettingsFixture.settings;
import static io.gapwatch.infra.config.SettingsFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
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

    SecretSource secrets = SecretSources.of(Settings.read(config, NOW).secrets(), config, Map.of());

    assertThat(secrets.fetch()).isEqualTo(Map.of("A", new Secret("one"), "B", new Secret("two")));
  }

  @Test
  void theDopplerCommandIsAsked(@TempDir Path folder) throws IOException {
    Path command =
        script(
            folder,
            "[ \"$*\" = \"secrets download --no-file --format json --no-fallback\" ] && echo"
                + " '{\"A\": \"one\"}'");

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
  void whyADopplerCommandFailedIsTheLastThatItSaid(@TempDir Path folder) throws IOException {
    Path command =
        script(
            folder,
            """
            echo '{"A": "hunter2"}'
            printf 'Unable to fetch secrets; retrying\\n' >&2
            printf '\\033[31mDoppler Error:\\033[0m Get "https://x/": dial tcp: no such host\\n\\n' >&2
            echo 'with dp.st.prd.hunter3hunter3' >&2
            exit 1
            """);

    assertThatThrownBy(() -> new DopplerCli(command.toString()).fetch())
        .isInstanceOf(InfraException.class)
        .hasMessage(
            command
                + " ended with exit code 1: Unable to fetch secrets, retrying, Doppler Error: Get"
                + " \"https://x/\": dial tcp: no such host, with dp.…; try doppler login, doppler"
                + " setup");
  }

  @Test
  void aDopplerCommandThatSaysMuchIsCutAndDoesNotBlock(@TempDir Path folder) throws IOException {
    Path command = script(folder, "head -c 300000 /dev/zero | tr '\\0' 'x' >&2; exit 1");

    assertThatThrownBy(() -> new DopplerCli(command.toString()).fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("exit code 1: x")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(800));
  }

  @Test
  void aDopplerCommandThatHangsIsToldAsThat(@TempDir Path folder) throws IOException {
    Path command = script(folder, "exec sleep 600");

    assertThatThrownBy(
            () -> new DopplerCli(command.toString(), java.time.Duration.ofMillis(50)).fetch())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gave no answer within 0 s (timed out), or was killed");
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
