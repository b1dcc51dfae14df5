package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The part of OCI that a secret takes: metadata, federation and secret retrieval, on loopback. */
public final class OciCloud implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final SecretService secrets;
  private final FederationService federation;
  private final Faults metadataFaults = new Faults();
  private final Faults federationFaults = new Faults();
  private final Faults secretFaults = new Faults();

  OciCloud(InstanceCertificates certificates) throws IOException {
    federation = new FederationService(certificates.root());
    secrets = new SecretService(federation::session);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    serve("/opc/v2/", new MetadataService(certificates), metadataFaults);
    serve("/v1/x509", federation, federationFaults);
    serve("/20190301/secretbundles/", secrets, secretFaults);
    server.start();
  }

  /** A cloud whose vault holds these secrets by their names. */
  public static OciCloud holding(Map<String, String> values) throws IOException {
    OciCloud cloud = new OciCloud(InstanceCertificates.SHARED);
    values.forEach(cloud.secrets::put);
    return cloud;
  }

  /** The {@code secrets:} of a configuration that asks this cloud as an instance does. */
  public String yaml() {
    OciEndpoints at = endpoints();
    return "{from: oci-vault, vault: %s, auth: instance-principal, endpoints: {metadata: '%s', federation: '%s', secrets: '%s'}}"
        .formatted(
            SecretService.VAULT,
            at.metadata().orElseThrow(),
            at.federation().orElseThrow(),
            at.secrets().orElseThrow());
  }

  SecretService secrets() {
    return secrets;
  }

  FederationService federation() {
    return federation;
  }

  Faults metadataFaults() {
    return metadataFaults;
  }

  Faults federationFaults() {
    return federationFaults;
  }

  Faults secretFaults() {
    return secretFaults;
  }

  OciEndpoints endpoints() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new OciEndpoints(
        Optional.of(base.resolve("/opc/v2/")), Optional.of(base), Optional.of(base));
  }

  private void serve(String path, CloudService service, Faults faults) {
    server.createContext(path, exchange -> answer(exchange, service, faults));
  }

  private static void answer(HttpExchange exchange, CloudService service, Faults faults)
      throws IOException {
    try (exchange) {
      CloudRequest request = CloudRequest.of(exchange);
      try {
        faults.strike();
        send(exchange, 200, service.contentType(), service.answer(request), faults);
      } catch (Refused refused) {
        String error = "{\"code\":\"%s\",\"message\":\"Refused.\"}".formatted(refused.code());
        send(exchange, refused.status(), "application/json", error, faults);
      } catch (Exception e) {
        send(exchange, 400, "application/json", "{\"code\":\"InvalidParameter\"}", faults);
      }
    }
  }

  private static void send(
      HttpExchange exchange, int status, String type, String body, Faults faults)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("opc-request-id", "REQUEST-1");
    exchange.sendResponseHeaders(status, bytes.length);
    faults.write(exchange.getResponseBody(), bytes);
  }

  @Override
  public void close() {
    List.of(metadataFaults, federationFaults, secretFaults).forEach(Faults::end);
    server.stop(0);
    threads.shutdownNow();
  }
}
