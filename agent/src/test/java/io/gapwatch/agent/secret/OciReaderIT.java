package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.secret.OciLogin.Auth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own reader. */
class OciReaderIT extends VaultReaderContract {

  OciReaderIT(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Override
  VaultReader login(OciVaultSettings settings) {
    return OciReader.login(settings, CLOCK);
  }

  @Test
  void renewsItsTokenBeforeItExpires() {
    try (VaultReader reader = login(settings(instance(), LENIENT, cloud.endpoints()))) {
      cloud.federation().giveTokensFor(Duration.ofMinutes(4));
      reader.read("TOKEN");
      cloud.federation().giveTokensFor(Duration.ofMinutes(6));
      reader.read("TOKEN");
      reader.read("TOKEN");

      assertThat(cloud.federationFaults().requests()).isEqualTo(2);
    }
  }

  @Test
  void readsWithTheTokenOfACommandLineSession() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    Path token = Files.writeString(directory.resolve("token"), "header.claims.signature\n");
    Path config =
        Files.writeString(
            directory.resolve("session"),
            """
            [DEFAULT]
            key_file=%s
            security_token_file=%s
            """
                .formatted(directory.resolve("key.pem"), token));
    cloud.secrets().allowSession("header.claims.signature", file.key().getPublic());
    OciLogin login = new OciLogin(Auth.CONFIG_FILE, config, "DEFAULT");
    try (VaultReader reader = login(settings(login, LENIENT, cloud.endpoints()))) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsTheInstanceWhenTheProfileSaysSo() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config"), "[DEFAULT]\nauthentication_type=instance_principal\n");
    OciLogin login = new OciLogin(Auth.CONFIG_FILE, config, "DEFAULT");
    try (VaultReader reader = login(settings(login, LENIENT, cloud.endpoints()))) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }
}
