package io.gapwatch.agent.secret.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as Vault 1.13 does; {@link VaultContract} holds both to the same. */
final class VaultStandIn implements AnyVault {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DENIED = "{\"errors\":[\"permission denied\"]}";
  private static final String ELSEWHERE = "{\"errors\":[\"no handler for route\"]}";

  /** An answer that goes before all others. */
  record Fixed(int status, String body) {}

  final List<Fixed> next = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> namespaces = new CopyOnWriteArrayList<>();
  final CountDownLatch hanging = new CountDownLatch(1);
  volatile boolean hangs;

  private final HttpServer server;
  private final AtomicInteger tokens = new AtomicInteger();
  private final Map<String, AtomicInteger> renewals = new ConcurrentHashMap<>();
  private final Map<String, List<Map<String, ?>>> secrets = new ConcurrentHashMap<>();
  private volatile boolean sealed;

  VaultStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/v1/", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(exchange.getRequestMethod() + " " + path);
    String namespace = exchange.getRequestHeaders().getFirst("X-Vault-Namespace");
    if (namespace != null) {
      namespaces.add(namespace);
    }
    if (hangs) {
      awaitQuietly();
    }
    Fixed answer =
        next.isEmpty()
            ? sealed
                ? new Fixed(503, "{\"errors\":[\"Vault is sealed\"]}")
                : answer(path, body, exchange.getRequestHeaders().getFirst("X-Vault-Token"))
            : next.remove(0);
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Location", "https://secret.example/");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitQuietly() {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fixed answer(String path, String body, String token) throws IOException {
    if (path.startsWith("auth/") && path.endsWith("/login")) {
      return path.equals("auth/approle/login")
          ? login(JSON.readTree(body))
          : new Fixed(403, DENIED);
    }
    if (token == null || !renewals.containsKey(token)) {
      return new Fixed(403, DENIED);
    }
    return switch (path) {
      case "auth/token/lookup-self" ->
          new Fixed(
              200,
              "{\"data\":{\"ttl\":3600,\"creation_ttl\":3600,\"renewable\":true,\"last_renewal_time\":%s}}"
                  .formatted(renewals.get(token).get() == 0 ? "null" : "1795000000"));
      case "auth/token/renew-self" -> {
        renewals.get(token).incrementAndGet();
        yield auth(token);
      }
      case "auth/token/revoke-self" -> {
        renewals.remove(token);
        yield new Fixed(204, "");
      }
      default -> read(path);
    };
  }

  private Fixed login(JsonNode body) {
    if (!body.path("role_id").asText().equals(role())) {
      return new Fixed(400, "{\"errors\":[\"invalid role ID\"]}");
    }
    return body.path("secret_id").asText().equals(secretId())
        ? auth(token())
        : new Fixed(500, "{\"errors\":[\"invalid secret id\"]}");
  }

  private static Fixed auth(String token) {
    return new Fixed(
        200,
        "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":3600,\"renewable\":true}}"
            .formatted(token));
  }

  private Fixed read(String path) throws IOException {
    if (!path.startsWith("secret/data/")) {
      return new Fixed(path.startsWith("elsewhere/") ? 404 : 403, ELSEWHERE);
    }
    String name = path.replaceFirst("secret/data/", "");
    if (!name.equals("gapwatch")) {
      return new Fixed(403, "{\"errors\":[\"1 error occurred:\\n\\t* permission denied\\n\\n\"]}");
    }
    List<Map<String, ?>> versions = secrets.getOrDefault(name, List.of());
    if (versions.isEmpty()) {
      return new Fixed(404, "{\"errors\":[]}");
    }
    Map<String, ?> newest = versions.get(versions.size() - 1);
    return new Fixed(
        newest.isEmpty() ? 404 : 200,
        "{\"data\":{\"data\":%s,\"metadata\":{\"version\":%d,\"created_time\":\"2026-11-21T08:00:00.123456789Z\",\"deletion_time\":\"%s\"}}}"
            .formatted(
                newest.isEmpty() ? "null" : JSON.writeValueAsString(newest),
                versions.size(),
                newest.isEmpty() ? "2026-11-21T09:00:00Z" : ""));
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String role() {
    return "9cd1b1e4-0f0d-4f1c-a2f8-6f3f3c1f5a11";
  }

  @Override
  public String secretId() {
    return "5a2e3b70-PLANTED-4b5c-9d8e";
  }

  @Override
  public String token() {
    String token = "hvs.PLANTED" + tokens.incrementAndGet();
    renewals.put(token, new AtomicInteger());
    return token;
  }

  @Override
  public void put(String path, Map<String, ?> values) {
    secrets.computeIfAbsent(path, any -> new ArrayList<>()).add(values);
  }

  @Override
  public void delete(String path) {
    put(path, Map.of());
  }

  @Override
  public void revoke(String token) {
    renewals.remove(token);
  }

  @Override
  public void seal() {
    sealed = true;
  }

  @Override
  public void unseal() {
    sealed = false;
  }

  @Override
  public void close() {
    hanging.countDown();
    server.stop(0);
  }
}
