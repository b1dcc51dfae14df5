package io.gapwatch.agent.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A small server of views: it answers GET and HEAD, which change nothing. A POST is taken only of a
 * link that is signed, and little of its body is read.
 */
final class Site implements AutoCloseable {
  /** What is slow keeps only its own thread waiting. */
  private static final int THREADS = 64;

  /** Nobody asks for more at once, and each view takes memory while it is made. */
  private static final int VIEWS = 4;

  private static final int IDLE_SECONDS = 30;

  /** Seconds. */
  private static final String LONGEST_REQUEST = "10";

  private static final String LONGEST_ANSWER = "60";

  /** A name; more than that is no form of ours. */
  private static final int MOST_FORM = 1024;

  /** What it answers with, as of now. */
  interface Content {
    /** The view with this path; empty if there is none. */
    Optional<Views.View> at(String path, String accept);

    /** Whether knowing this path is enough. */
    boolean isLink(String path);

    /** What follows such a link. */
    Views.Answer follow(String path, Optional<String> form);
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private Site(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts listening.
   *
   * @param gate who may look
   * @param content what it answers with
   * @throws GapwatchException if the address cannot be had
   */
  static Site open(InetSocketAddress address, Gate gate, Content content) {
    HttpServer server;
    limitCallers();
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not serve on %s:%d: the address is in use or not of this machine; set listen of serve"
              .formatted(address.getHostString(), address.getPort()),
          e);
    }
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "site");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    Content few = new Few(content, new Semaphore(VIEWS));
    server.createContext("/", exchange -> answer(exchange, gate, few));
    server.start();
    return new Site(server, threads);
  }

  /** The same, made for few callers at once. */
  private record Few(Content content, Semaphore permits) implements Content {
    @Override
    public Optional<Views.View> at(String path, String accept) {
      permits.acquireUninterruptibly();
      try {
        return content.at(path, accept);
      } finally {
        permits.release();
      }
    }

    @Override
    public boolean isLink(String path) {
      return content.isLink(path);
    }

    @Override
    public Views.Answer follow(String path, Optional<String> form) {
      permits.acquireUninterruptibly();
      try {
        return content.follow(path, form);
      } finally {
        permits.release();
      }
    }
  }

  /**
   * Without these, which Java reads once, a few callers who never finish would keep all threads.
   */
  private static void limitCallers() {
    System.setProperty("sun.net.httpserver.maxReqTime", LONGEST_REQUEST);
    System.setProperty("sun.net.httpserver.maxRspTime", LONGEST_ANSWER);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, Gate gate, Content content) throws IOException {
    try (exchange) {
      Headers asked = exchange.getRequestHeaders();
      String method = exchange.getRequestMethod();
      if (content.isLink(exchange.getRequestURI().getPath())) {
        follow(exchange, content);
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, new Views.View("text/plain", "only GET and HEAD\n"));
      } else if (!gate.knowsHost(asked.getFirst("Host"))) {
        send(exchange, 403, new Views.View("text/plain", "not by this name\n"));
      } else if (!gate.lets(asked.getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"gapwatch\"");
        send(exchange, 401, new Views.View("text/plain", "a token is needed\n"));
      } else {
        view(exchange, content);
      }
    }
  }

  /** Its path is the secret, whatever name leads here. */
  private static void follow(HttpExchange exchange, Content content) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (method.equals("GET") || method.equals("HEAD")) {
      send(exchange, content.follow(path, Optional.empty()));
    } else if (method.equals("POST")) {
      byte[] form = exchange.getRequestBody().readNBytes(MOST_FORM);
      send(exchange, content.follow(path, Optional.of(new String(form, StandardCharsets.UTF_8))));
    } else {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
      send(exchange, 405, new Views.View("text/plain", "only GET, HEAD and POST\n"));
    }
  }

  private static void send(HttpExchange exchange, Views.Answer answer) throws IOException {
    send(exchange, answer.status(), answer.view());
  }

  private static void view(HttpExchange exchange, Content content) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    try {
      Optional<Views.View> view =
          content.at(exchange.getRequestURI().getPath(), accept == null ? "" : accept);
      send(
          exchange,
          view.isPresent() ? 200 : 404,
          view.orElse(new Views.View("text/plain", "not found\n")));
    } catch (RuntimeException e) {
      // Its words may hold a path or a query, and callers need not be trusted with them.
      String why =
          e instanceof GapwatchException
              ? "the history cannot be read; gapwatch doctor says why\n"
              : "internal error\n";
      send(exchange, 503, new Views.View("text/plain", why));
    }
  }

  private static void send(HttpExchange exchange, int status, Views.View view) throws IOException {
    byte[] body = view.text().getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", view.contentType());
    headers.set("Cache-Control", "no-cache");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
