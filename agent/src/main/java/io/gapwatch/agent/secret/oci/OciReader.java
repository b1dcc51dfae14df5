package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.secrets.SecretsClient;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.model.SecretBundle;
import com.oracle.bmc.secrets.requests.GetSecretBundleByNameRequest;
import com.oracle.bmc.secrets.requests.GetSecretBundleRequest;
import com.oracle.bmc.util.CircuitBreakerUtils;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/**
 * Reads secrets by Oracle's SDK, one try each. Safe for several threads, as the SDK's clients are.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/secretretrieval/20190301/">its API</a>
 */
final class OciReader implements VaultReader {
  /** The difference of clocks that OCI allows: a token is renewed so long before its end. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Whether to try again is for {@link Retries} to say. */
  private static final ClientConfiguration ONE_TRY =
      ClientConfiguration.builder()
          .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
          .circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
          .build();

  private final OciVaultSettings settings;
  private final BasicAuthenticationDetailsProvider identity;
  private final SecretsClient client;

  private OciReader(
      OciVaultSettings settings,
      BasicAuthenticationDetailsProvider identity,
      SecretsClient client) {
    this.settings = settings;
    this.identity = identity;
    this.client = client;
  }

  /**
   * A reader that knows who asks, with a VM's first token: the SDK asks for tokens one after
   * another, so without one, reads side by side would wait for all that fail.
   *
   * @throws VaultFailure when the OCI configuration file or the VM's metadata cannot be used, or a
   *     VM gets no token
   */
  static OciReader login(OciVaultSettings settings) {
    Optional<Region> region =
        settings.vaultRegion().map(name -> OciRegions.of(name, settings.realm()));
    if (settings.login().usesConfigFile()) {
      OciProfile profile = OciProfile.read(settings.login());
      if (!profile.meansTheInstance()) {
        Optional<Region> chosen =
            region.or(
                () -> profile.find("region").map(name -> OciRegions.of(name, settings.realm())));
        return of(settings, new UserLogin(profile).of(chosen), chosen);
      }
    }
    InstancePrincipalsAuthenticationDetailsProvider vm = InstanceLogin.of(settings);
    OciReader reader = of(settings, vm, region.or(() -> Optional.of(vm.getRegion())));
    reader.renewToken();
    return reader;
  }

  private static OciReader of(
      OciVaultSettings settings,
      BasicAuthenticationDetailsProvider identity,
      Optional<Region> region) {
    SecretsClient.Builder builder =
        SecretsClient.builder()
            .configuration(ONE_TRY)
            .httpProvider(new JdkHttpProvider(settings.timeouts()));
    settings
        .endpoints()
        .secrets()
        .map(OciEndpoints::base)
        .ifPresentOrElse(
            builder::endpoint, () -> builder.region(region.orElseThrow(OciReader::regionUnknown)));
    return new OciReader(settings, identity, builder.build(identity));
  }

  static VaultFailure regionUnknown() {
    return new VaultFailure(Kind.FINAL, "the region of OCI Vault is not known; set region");
  }

  @Override
  public ReadSecret read(String name) {
    renewToken();
    try {
      SecretBundle bundle = bundle(name);
      return new ReadSecret(content(bundle), version(bundle));
    } catch (BmcException e) {
      throw OciFailures.of(e);
    }
  }

  private void renewToken() {
    if (identity instanceof InstancePrincipalsAuthenticationDetailsProvider vm) {
      try {
        vm.refreshIfExpiringWithin(MARGIN);
      } catch (BmcException e) {
        throw OciFailures.of(e);
      }
    }
  }

  private SecretBundle bundle(String name) {
    Optional<String> ocid = settings.secretOcid(name);
    if (ocid.isPresent()) {
      return client
          .getSecretBundle(GetSecretBundleRequest.builder().secretId(ocid.get()).build())
          .getSecretBundle();
    }
    String vault =
        settings
            .vault()
            .orElseThrow(
                () ->
                    new VaultFailure(
                        Kind.FINAL,
                        "no vault is set to look the name up in; set the vault's OCID"));
    return client
        .getSecretBundleByName(
            GetSecretBundleByNameRequest.builder().secretName(name).vaultId(vault).build())
        .getSecretBundle();
  }

  private static Secret content(SecretBundle bundle) {
    if (bundle.getSecretBundleContent() instanceof Base64SecretBundleContentDetails content
        && content.getContent() != null) {
      try {
        return new Secret(new String(Base64.getDecoder().decode(content.getContent()), UTF_8));
      } catch (IllegalArgumentException quotesTheContent) {
        throw OciFailures.unreadable("the content is not Base64");
      }
    }
    throw new VaultFailure(Kind.FINAL, "its content is not of type BASE64; store it as plain text");
  }

  /** The number is what an operator compares; the time says how old it is. */
  private static String version(SecretBundle bundle) {
    Long number = bundle.getVersionNumber();
    Date made = bundle.getTimeCreated();
    if (number == null) {
      return "";
    }
    return made == null
        ? "version " + number
        : "version %d of %s".formatted(number, made.toInstant().truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void close() {
    client.close();
  }
}
