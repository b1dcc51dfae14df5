package io.gapwatch.infra.release;

import com.sun.net.httpserver.HttpExchange;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bucket and the machine's metadata service, on loopback. */
final class ReleaseServer implements AutoCloseable {
  final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  private final LoopbackServer server;
  private final ReleaseKey key;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Objects that break off half-way. */
  final Map<String, Boolean> torn = new ConcurrentHashMap<>();

  /**
   * An empty bucket.
   *
   * @param key the operator's
   */
  ReleaseServer(ReleaseKey key) throws IOException {
    this.key = key;
    server = new LoopbackServer(this::serve);
    metadata(address() + "/o/manifest.json", "{}");
  }

  String address() {
    return server.address().toString();
  }

  /** What the metadata service says: the values of the creation, and the extended ones as JSON. */
  void metadata(String manifest, String extended) {
    put("opc/", document(manifest, "ocid1.vault.oc1..1", extended));
  }

  /** The instance as Oracle's metadata service describes it, as far as it matters here. */
  static String document(String manifest, String vault, String extended) {
    return """
    {
      "displayName" : "gapwatch",
      "metadata" : {
        "gapwatch_manifest" : "%s",
        "gapwatch_vault" : "%s",
        "user_data" : "I2Nsb3VkLWNvbmZpZwo="
      },
      "extendedMetadata" : %s
    }
    """
        .formatted(manifest, vault, extended);
  }

  void put(String name, String content) {
    objects.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Packs a tree, uploads it and points the manifest to it. Returns its hash. */
  String publish(Path tree) throws IOException {
    Path archive = tree.resolveSibling(tree.getFileName() + ".tar.gz");
    TarGz.write(tree, archive);
    ReleaseArchive release = signed(archive, key);
    objects.put("o/" + release.objectName(), Files.readAllBytes(archive));
    put("o/manifest.json", release.manifest());
    return release.sha256();
  }

  /** An archive as the holder of a key ships it, each a second later than the one before. */
  ReleaseArchive signed(Path archive, ReleaseKey by) throws IOException {
    now = now.plusSeconds(1);
    String sha256 = Sha256.of(archive);
    return new ReleaseArchive(archive.toString(), sha256, ReleaseSignature.of(sha256, by, now));
  }

  /** What a push says of its archive. */
  String signed(String sha256) {
    ReleaseSignature signature = ReleaseSignature.of(sha256, key, now);
    return String.join(" ", sha256, signature.made(), signature.signature());
  }

  private void serve(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    byte[] content = objects.get(name);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (torn.containsKey(name)) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, content.length / 2);
    } else {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.close();
  }
}
