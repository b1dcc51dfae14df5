package io.gapwatch.agent.secret.oci;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.WebAddress;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretStoreType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code from: oci-vault}: OCI Vault, by vault and name or by secret OCID. */
public final class OciVaultType implements SecretStoreType {
  private static final Key<String> VAULT =
      Key.optional("vault", Kinds.text("ocid1\\.vault\\..+", "a vault's OCID"), "the vault's OCID");
  private static final Key<Map<String, String>> SECRETS =
      Key.optional(
              "secrets",
              Kinds.named(Kinds.text("ocid1\\.vaultsecret\\..+", "a secret's OCID")),
              "secret OCIDs by the names that this file uses")
          .whenLeftOut(Map.of());
  private static final Key<String> REGION =
      Key.optional("region", Kinds.text(), "the region; left out: the one in the vault's OCID");
  private static final Key<String> AUTH =
      Key.optional(
              "auth",
              Kinds.choice("auto", "instance-principal", "config-file"),
              "who asks: this VM, or the user of ~/.oci/config; auto: the file where there is one")
          .withDefault("auto");
  private static final Key<String> PROFILE =
      Key.optional("profile", Kinds.text(), "the profile of the OCI configuration file")
          .withDefault("DEFAULT");
  private static final Key<String> CONFIG_FILE =
      Key.optional("configFile", FilePath.any(), "the OCI configuration file, ~/.oci/config");
  private static final Key<Duration> POLICY_DELAY =
      Key.optional(
              "policyDelay",
              Kinds.duration(Duration.ZERO, Duration.ofMinutes(30)),
              "how long a new policy may take to work before a 404 is believed")
          .withDefault("2m");

  private static final Kind<URI> ADDRESS = WebAddress.base("https://secrets.example.org");
  private static final Key<URI> METADATA =
      Key.optional("metadata", ADDRESS, "instead of the VM's metadata service");
  private static final Key<URI> FEDERATION =
      Key.optional("federation", ADDRESS, "instead of the region's token service");
  private static final Key<URI> RETRIEVAL =
      Key.optional("secrets", ADDRESS, "instead of the region's secret retrieval service");
  private static final Key<Settings> ENDPOINTS =
      Key.optional(
          "endpoints",
          Shape.of(METADATA, FEDERATION, RETRIEVAL),
          "other addresses than OCI's own, for a private endpoint or a stand-in");

  @Override
  public String from() {
    return "oci-vault";
  }

  @Override
  public boolean needsNetwork() {
    return true;
  }

  @Override
  public Shape shape() {
    return Shape.of(VAULT, SECRETS, REGION, AUTH, PROFILE, CONFIG_FILE, POLICY_DELAY, ENDPOINTS)
        .with(
            settings ->
                settings.find(VAULT).isEmpty() && settings.get(SECRETS).isEmpty()
                    ? Optional.of("needs the OCID of the vault, or secrets with OCIDs of their own")
                    : Optional.empty());
  }

  @Override
  public SecretStore open(Settings settings, Config config, Map<String, String> environment) {
    Path file =
        settings.find(CONFIG_FILE).map(config::resolve).orElse(OciLogin.DEFAULT.configFile());
    OciTimeouts defaults = OciTimeouts.DEFAULT;
    Duration policyDelay = settings.get(POLICY_DELAY);
    return new OciVaultSecrets(
        new OciVaultSettings(
            settings.find(VAULT),
            settings.get(SECRETS),
            settings.find(REGION),
            new OciLogin(auth(settings.get(AUTH)), file, settings.get(PROFILE)),
            new OciTimeouts(
                defaults.connect(),
                defaults.read(),
                defaults.pause(),
                policyDelay,
                defaults.fetch().minus(defaults.policyDelay()).plus(policyDelay)),
            settings.find(ENDPOINTS).map(OciVaultType::endpoints).orElse(OciEndpoints.OCI)));
  }

  private static OciLogin.Auth auth(String word) {
    return switch (word) {
      case "instance-principal" -> OciLogin.Auth.INSTANCE_PRINCIPAL;
      case "config-file" -> OciLogin.Auth.CONFIG_FILE;
      default -> OciLogin.Auth.AUTO;
    };
  }

  private static OciEndpoints endpoints(Settings settings) {
    return new OciEndpoints(
        settings.find(METADATA), settings.find(FEDERATION), settings.find(RETRIEVAL));
  }
}
