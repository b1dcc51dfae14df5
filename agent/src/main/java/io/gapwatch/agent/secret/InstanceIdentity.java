package io.gapwatch.agent.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The VM as itself: its metadata service hands out a certificate, which OCI trades for a token.
 *
 * @see <a
 *     href="https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/callingservicesfrominstances.htm">instance
 *     principals</a>
 */
final class InstanceIdentity implements OciIdentity {
  private final InstanceMetadata metadata;
  private final Optional<URI> federation;
  private final OciHttp http;
  private final InstantSource clock;
  private Optional<InstanceSession> session = Optional.empty();
  private Optional<OciRegion> region = Optional.empty();

  InstanceIdentity(OciEndpoints endpoints, OciHttp http, InstantSource clock) {
    this.metadata = new InstanceMetadata(endpoints.metadata().orElse(InstanceMetadata.OCI), http);
    this.federation = endpoints.federation();
    this.http = http;
    this.clock = clock;
  }

  @Override
  public OciSigner signer() {
    Instant now = clock.instant();
    if (session.filter(known -> known.isValid(now)).isEmpty()) {
      session = Optional.of(login(now));
    }
    return session.orElseThrow().signer();
  }

  /** A token may be withdrawn before its end; a new one is refused for other reasons. */
  @Override
  public boolean renewed() {
    session = Optional.of(login(clock.instant()));
    return true;
  }

  @Override
  public Optional<String> region() {
    return Optional.of(here().id());
  }

  private OciRegion here() {
    if (region.isEmpty()) {
      region = Optional.of(metadata.region());
    }
    return region.orElseThrow();
  }

  private InstanceSession login(Instant now) {
    // To find the primes takes longer than to ask.
    CompletableFuture<KeyPair> key = CompletableFuture.supplyAsync(InstanceSession::newKey);
    InstanceCertificate certificate = InstanceCertificate.of(metadata);
    URI address = address();
    KeyPair pair = key.join();
    // To ask twice costs a token.
    Request request = Request.post(address, body(certificate, pair)).mayRepeat();
    Answer answer = http.ask(certificate.signer().sign(request, now));
    if (!answer.isOk()) {
      throw OciFailures.refusedLogin(answer);
    }
    String token =
        OciJson.text(answer.body(), "token")
            .orElseThrow(() -> OciFailures.unreadable("there is no token in it"));
    return InstanceSession.of(token, pair);
  }

  private URI address() {
    String base = federation.map(OciEndpoints::base).orElseGet(() -> here().federation());
    return URI.create(base + "/v1/x509");
  }

  private static byte[] body(InstanceCertificate certificate, KeyPair key) {
    return """
        {"certificate":"%s","intermediateCertificates":%s,"publicKey":"%s",\
        "purpose":"DEFAULT","fingerprintAlgorithm":"SHA256"}"""
        .formatted(
            certificate.leafBase64(),
            certificate.intermediatesJson(),
            Base64.getEncoder().encodeToString(key.getPublic().getEncoded()))
        .getBytes(US_ASCII);
  }
}
