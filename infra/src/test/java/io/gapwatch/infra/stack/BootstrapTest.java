package io.gapwatch.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int LARGEST_METADATA = 32_000;

  /**
   * Room for the other metadata: an RSA key of 4,096 bits, two addresses of the manifest and the
   * vault's OCID twice take 2,000; this is twice as much.
   */
  private static final int OTHERS = 4_000;

  private final String text = UserDataFixture.text("MCowBQYDK2VwAyEA");

  @Test
  void userDataIsACloudConfigWellWithinOraclesLimit() {
    assertThat(text).startsWith("#cloud-config\n");
    assertThat(Bootstrap.userData("MCow").length()).isLessThan(LARGEST_METADATA - OTHERS);
  }

  @Test
  void itsScriptsAreThoseOfTheRelease() throws IOException {
    assertThat(file("/usr/local/bin/gapwatch-update")).isEqualTo(resource("gapwatch-update"));
    assertThat(file("/usr/local/sbin/gapwatch-prepare")).isEqualTo(resource("gapwatch-prepare"));
  }

  @Test
  void itBringsTheKeyThatReleasesAreVerifiedWith() throws IOException {
    assertThat(file("/etc/gapwatch-release.pem"))
        .isEqualTo("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n");
  }

  @Test
  void onlyWhatFetchesAReleaseIsNamedBecauseTheReleaseListsThePackages() throws IOException {
    String prepare = file("/usr/local/sbin/gapwatch-prepare");

    assertThat(new YAMLMapper().readTree(text).has("packages")).isFalse();
    assertThat(prepare).contains("\n  install_packages cron curl openssl\n");
    assertThat(prepare).doesNotContain("openjdk", "unattended-upgrades");
  }

  @Test
  void theAgentsUserCannotBecomeRootOrLogIn() throws IOException {
    JsonNode agent =
        items("users")
            .filter(user -> user.path("name").asText().equals("gapwatch"))
            .findFirst()
            .orElseThrow();

    assertThat(agent.has("sudo")).isFalse();
    assertThat(agent.has("groups")).isFalse();
    assertThat(agent.has("ssh_authorized_keys")).isFalse();
    assertThat(agent.path("lock_passwd").asBoolean()).isTrue();
  }

  @Test
  void updatesOfTheSystemComeByThemselves() throws IOException {
    String settings =
        items("write_files")
            .filter(each -> each.path("path").asText().endsWith("20auto-upgrades"))
            .map(each -> each.path("content").asText())
            .findFirst()
            .orElseThrow();

    assertThat(settings)
        .contains("APT::Periodic::Unattended-Upgrade \"1\";")
        .contains("Unattended-Upgrade::Automatic-Reboot \"true\";");
  }

  private static String resource(String name) throws IOException {
    return Files.readString(Path.of("src/main/resources/vm", name));
  }

  private String file(String path) throws IOException {
    return items("write_files")
        .filter(each -> each.path("path").asText().equals(path))
        .map(each -> each.path("content").asText())
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> items(String key) throws IOException {
    JsonNode list = new YAMLMapper().readTree(text).path(key);
    return StreamSupport.stream(list.spliterator(), false);
  }
}
