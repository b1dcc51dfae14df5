package io.gapwatch.infra.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackKeysTest {
  private final Path root;

  StackKeysTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void aSecretThatIsEncryptedAndKeysOfOthersPass() {
    assertThatCode(
            () ->
                refuse(
                    """
                    gapwatch:ocpus: 2
                    gapwatch:sshFrom: [198.51.100.7/32]
                    gapwatch:dopplerToken: {secure: v1:abc}
                    gapwatch:PUSHOVER_USER: {secure: v1:abc}
                    oci:region: eu-frankfurt-1
                    """))
        .doesNotThrowAnyException();
  }

  /** It was taken for a secret that is kept here, so the VM kept one OCPU in silence. */
  @ParameterizedTest
  @ValueSource(strings = {"OCPUS", "Ocpus", "ocpu"})
  void aKeyInOtherLettersIsRefused(String key) {
    assertThatThrownBy(() -> refuse("gapwatch:%s: 2".formatted(key)))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "gapwatch:%s is not a key of Pulumi.yaml; did you mean ocpus? pulumi config rm %1$s"
                .formatted(key));
  }

  /** Whoever reads the file alone took the default: the page went, the containers stayed out. */
  @ParameterizedTest
  @ValueSource(strings = {"statusPage: {secure: v1:abc}", "sshFrom: [{secure: v1:abc}]"})
  void aValueThatIsNoSecretAndEncryptedIsRefused(String line) {
    String key = line.replaceFirst(":.*", "");
    assertThatThrownBy(() -> refuse("gapwatch:" + line))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            ("gapwatch:%s is encrypted, and gapctl reads it without the passphrase; it is no secret:"
                    + " pulumi config rm %1$s, then pulumi config set %1$s VALUE")
                .formatted(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dopplerToken", "PUSHOVER_USER"})
  void aSecretInClearIsRefusedAndNotRepeated(String key) {
    assertThatThrownBy(() -> refuse("gapwatch:%s: hunter2".formatted(key)))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            ("gapwatch:%s is a secret, and stands in clear in the stack's file; pulumi config set"
                    + " --secret %1$s (and make a new one, if anybody else has seen the file)")
                .formatted(key));
  }

  private void refuse(String config) throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    Files.writeString(root.resolve("Pulumi.dev.yaml"), "config:\n" + config.indent(2));
    ProjectFiles.read(root, "dev").refuseWrongKeys();
  }
}
