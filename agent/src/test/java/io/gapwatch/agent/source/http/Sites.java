package io.gapwatch.agent.source.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** A real HTTP server of the JDK on loopback, and sources that ask it. */
public final class Sites implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  private Sites(HttpServer server) {
    this.server = server;
    server.start();
  }

  public static Sites plain() throws IOException {
    return new Sites(HttpServer.create(loopback(), 0));
  }

  public static Sites secured(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new Sites(server);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers a path; the name and value of one more header may follow. */
  public Sites page(String path, int status, String body, String... header) {
    return page(path, status, body.getBytes(StandardCharsets.UTF_8), header);
  }

  /** The same, with one or more pairs of a header's name and value. */
  public Sites page(String path, int status, byte[] bytes, String... header) {
    server.createContext(
        path,
        exchange -> {
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> seen.put(path + " " + name, values.get(0)));
          for (int i = 0; i < header.length; i += 2) {
            exchange.getResponseHeaders().add(header[i], header[i + 1]);
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return this;
  }

  /** The value of a header that a request to this path had. */
  public Optional<String> seen(String path, String header) {
    return Optional.ofNullable(seen.get(path + " " + header));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The address of this server under a name. */
  public String url(String scheme, String host) {
    return scheme + "://" + host + ":" + port();
  }

  /** A session of a source whose name has these addresses. */
  public static HttpSession session(
      String url, Map<String, String> headers, Optional<Path> ca, String... addresses) {
    Map<String, Secret> secrets = new ConcurrentHashMap<>();
    headers.forEach((name, value) -> secrets.put(name, new Secret(value)));
    HttpSource source =
        new HttpSource(
            "site",
            URI.create(url),
            secrets,
            List.copyOf(secrets.values()),
            () -> ca.map(file -> Trust.of("site", file)).orElseGet(Trust::ofJava),
            host -> addresses(host, addresses));
    return (HttpSession) source.open(java.time.Duration.ofSeconds(20));
  }

  private static List<InetAddress> addresses(String host, String... addresses)
      throws java.net.UnknownHostException {
    if (addresses.length == 0) {
      return List.of(InetAddress.getAllByName(host));
    }
    List<InetAddress> all = new java.util.ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
