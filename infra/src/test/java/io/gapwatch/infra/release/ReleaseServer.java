package io.gapwatch.infra.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bucket and the machine's metadata service, on loopback. */
final class ReleaseServer implements AutoCloseable {
  final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  private final HttpServer server;

  /** Objects that break off half-way. */
  final Map<String, Boolean> torn = new ConcurrentHashMap<>();

  ReleaseServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    put("opc/gapwatch_manifest", address() + "/o/manifest.json");
    put("opc/gapwatch_vault", "ocid1.vault.oc1..1");
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void put(String name, String content) {
    objects.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Packs a tree, uploads it and points the manifest to it. Returns its hash. */
  String publish(Path tree) throws IOException {
    Path archive = tree.resolveSibling(tree.getFileName() + ".tar.gz");
    TarGz.write(tree, archive);
    ReleaseArchive release = new ReleaseArchive(archive.toString(), Sha256.of(archive));
    objects.put("o/" + release.objectName(), Files.readAllBytes(archive));
    put("o/manifest.json", release.manifest());
    return release.sha256();
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
    server.stop(0);
  }
}
