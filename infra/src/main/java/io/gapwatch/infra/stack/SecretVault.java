package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.oci.kms.Key;
import io.gapwatch.infra.oci.kms.KeyArgs;
import io.gapwatch.infra.oci.kms.Vault;
import io.gapwatch.infra.oci.kms.VaultArgs;
import io.gapwatch.infra.oci.kms.inputs.KeyKeyShapeArgs;
import io.gapwatch.infra.oci.vault.SecretArgs;
import io.gapwatch.infra.oci.vault.inputs.SecretSecretContentArgs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The secrets, under a software key in a shared vault: the kinds that are free. A later {@code up}
 * after a destroy makes a new vault, because deleted vaults and secrets keep their names for weeks.
 */
final class SecretVault extends Component {
  private final Account account;
  private final Labels labels;
  private final Vault vault;
  private final Key key;
  private final Map<String, Output<String>> secretIds = new LinkedHashMap<>();

  SecretVault(Account account, Map<String, Secret> secrets, Labels labels) {
    super("SecretVault");
    this.account = account;
    this.labels = labels;
    this.vault = vault();
    this.key = key();
    secrets.forEach((name, secret) -> add(name, Output.of(secret.reveal())));
    registerOutputs(Map.of());
  }

  Output<String> id() {
    return vault.id();
  }

  Output<String> keyId() {
    return key.id();
  }

  /** The OCIDs of the secrets by name. */
  Map<String, Output<String>> secretIds() {
    return Map.copyOf(secretIds);
  }

  private Vault vault() {
    VaultArgs args =
        VaultArgs.builder()
            .compartmentId(account.compartmentId())
            .displayName(labels.name())
            .vaultType("DEFAULT")
            .freeformTags(labels.tags())
            .build();
    return new Vault("vault", args, child().build());
  }

  private Key key() {
    KeyArgs args =
        KeyArgs.builder()
            .compartmentId(account.compartmentId())
            .displayName(labels.name())
            .keyShape(KeyKeyShapeArgs.builder().algorithm("AES").length(32).build())
            .managementEndpoint(vault.managementEndpoint())
            .protectionMode("SOFTWARE")
            .freeformTags(labels.tags())
            .build();
    return new Key("key", args, child().build());
  }

  /**
   * One more. The content stays without a name of its own: a fixed one makes the second version
   * fail.
   */
  void add(String name, Output<String> value) {
    SecretSecretContentArgs content =
        SecretSecretContentArgs.builder()
            .contentType("BASE64")
            .content(value.applyValue(SecretVault::base64).asSecret())
            .build();
    SecretArgs args =
        SecretArgs.builder()
            .compartmentId(account.compartmentId())
            .vaultId(vault.id())
            .keyId(key.id())
            .secretName(name)
            .secretContent(content)
            .freeformTags(labels.tags())
            .build();
    secretIds.put(
        name, new io.gapwatch.infra.oci.vault.Secret(name, args, soleChild().build()).id());
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
