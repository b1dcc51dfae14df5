package io.gapwatch.agent.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stand-in for Oracle's Object Storage: a pre-authenticated address at which objects may be
 * written, and nothing else; a bucket that anybody may read. As strict as the real one: an unknown
 * address and another method are 404, a condition on an object that exists is 412.
 */
public final class ObjectStorage implements AutoCloseable {
  private static final String TOKEN = "wD7zAm9pXw-secret-address";
  private static final String PLACE = "/n/namespace/b/gapwatch-page/o/";
  private static final int CREATED_OR_REPLACED = 200;
  private static final int NOT_FOUND = 404;
  private static final int LENGTH_REQUIRED = 411;
  private static final int PRECONDITION_FAILED = 412;

  private final HttpServer server;
  private final Map<String, Stored> objects = new ConcurrentHashMap<>();
  private final List<String> puts = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean expired;

  /** An object with its content type. */
  record Stored(String type, String text) {}

  public ObjectStorage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String writeAddress() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/p/" + TOKEN + PLACE;
  }

  URI publicAddress() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PLACE + "index.html");
  }

  static String token() {
    return TOKEN;
  }

  /** Objects by their names. */
  Map<String, Stored> objects() {
    return Map.copyOf(objects);
  }

  /** The names of all objects that were put, in order; forgotten by asking. */
  List<String> puts() {
    List<String> all = List.copyOf(puts);
    puts.clear();
    return all;
  }

  void failNext(int status) {
    failures.add(status);
  }

  void expire() {
    expired = true;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Optional<Integer> failure = Optional.ofNullable(failures.poll());
      if (failure.isPresent()) {
        exchange.sendResponseHeaders(failure.get(), -1);
      } else if (exchange.getRequestMethod().equals("PUT") && path.startsWith("/p/")) {
        exchange.sendResponseHeaders(put(exchange, path, body), -1);
      } else if (exchange.getRequestMethod().equals("GET") && path.startsWith(PLACE)) {
        read(exchange, path.substring(PLACE.length()));
      } else {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      }
    }
  }

  private int put(HttpExchange exchange, String path, byte[] body) {
    String ours = "/p/" + TOKEN + PLACE;
    if (expired || !path.startsWith(ours) || path.length() == ours.length()) {
      return NOT_FOUND;
    }
    if (exchange.getRequestHeaders().getFirst("Content-Length") == null) {
      return LENGTH_REQUIRED;
    }
    String name = path.substring(ours.length());
    if (exchange.getRequestHeaders().containsKey("If-None-Match") && objects.containsKey(name)) {
      return PRECONDITION_FAILED;
    }
    puts.add(name);
    objects.put(
        name,
        new Stored(
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(body, StandardCharsets.UTF_8)));
    return CREATED_OR_REPLACED;
  }

  private void read(HttpExchange exchange, String name) throws IOException {
    Stored object = objects.get(name);
    if (object == null) {
      exchange.sendResponseHeaders(NOT_FOUND, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", object.type());
    byte[] content = object.text().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
