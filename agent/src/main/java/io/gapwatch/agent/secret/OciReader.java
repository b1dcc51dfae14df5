package io.gapwatch.agent.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads secrets from the secret retrieval service. For one thread at a time.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/secretretrieval/20190301/">its API</a>
 */
final class OciReader implements VaultReader {
  private static final String BUNDLES = "/20190301/secretbundles/";
  private static final String CONTENT = "secretBundleContent";

  private final OciVaultSettings settings;
  private final OciIdentity identity;
  private final OciHttp http;
  private final InstantSource clock;

  private OciReader(
      OciVaultSettings settings, OciIdentity identity, OciHttp http, InstantSource clock) {
    this.settings = settings;
    this.identity = identity;
    this.http = http;
    this.clock = clock;
  }

  /**
   * A reader that logs in when it first reads.
   *
   * @param clock the time that signatures carry
   * @throws VaultFailure when the OCI configuration file cannot be used
   */
  static OciReader login(OciVaultSettings settings, InstantSource clock) {
    OciHttp http = new OciHttp(settings.timeouts());
    return new OciReader(settings, identity(settings, http, clock), http, clock);
  }

  private static OciIdentity identity(
      OciVaultSettings settings, OciHttp http, InstantSource clock) {
    if (settings.login().usesConfigFile()) {
      OciProfile profile = OciProfile.read(settings.login());
      if (!profile.meansTheInstance()) {
        return UserIdentity.of(profile);
      }
    }
    return new InstanceIdentity(settings.endpoints(), http, clock);
  }

  @Override
  public Secret read(String name) {
    Request request = request(name);
    Answer answer = ask(request);
    if (answer.isUnauthorized() && identity.renewed()) {
      answer = ask(request);
    }
    if (!answer.isOk()) {
      throw OciFailures.refused(answer);
    }
    return content(answer.body());
  }

  private Answer ask(Request request) {
    return http.ask(identity.signer().sign(request, clock.instant()));
  }

  private Request request(String name) {
    Optional<String> ocid = settings.secretOcid(name);
    if (ocid.isPresent()) {
      return Request.get(URI.create(service() + BUNDLES + encoded(ocid.get())));
    }
    String vault =
        settings
            .vault()
            .orElseThrow(
                () ->
                    new VaultFailure(
                        Kind.FINAL,
                        "no vault is set to look the name up in; set the vault's OCID"));
    String query = "?secretName=" + encoded(name) + "&vaultId=" + encoded(vault);
    // To ask twice changes nothing.
    return Request.post(URI.create(service() + BUNDLES + "actions/getByName" + query), new byte[0])
        .mayRepeat();
  }

  private String service() {
    Optional<String> chosen = settings.endpoints().secrets().map(OciEndpoints::base);
    return chosen.orElseGet(
        () ->
            settings
                .vaultRegion()
                .or(identity::region)
                .map(region -> OciRegion.of(region, settings.realm()).secretRetrieval())
                .orElseThrow(
                    () ->
                        new VaultFailure(
                            Kind.FINAL, "the region of OCI Vault is not known; set region")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static Secret content(String body) {
    boolean base64 =
        OciJson.text(body, CONTENT, "contentType").filter("BASE64"::equals).isPresent();
    Optional<String> content = OciJson.text(body, CONTENT, "content");
    if (!base64 || content.isEmpty()) {
      throw new VaultFailure(
          Kind.FINAL, "its content is not of type BASE64; store it as plain text");
    }
    try {
      return new Secret(new String(Base64.getDecoder().decode(content.get()), UTF_8));
    } catch (IllegalArgumentException quotesTheContent) {
      throw OciFailures.unreadable("the content is not Base64");
    }
  }

  /** Nothing stays open between requests. */
  @Override
  public void close() {}
}
