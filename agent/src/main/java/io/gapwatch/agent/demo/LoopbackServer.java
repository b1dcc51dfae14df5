package io.gapwatch.agent.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Serves one handler on a free loopback port, with faults on demand. Thread-safe. */
public final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
  private final AtomicInteger requests = new AtomicInteger();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Function<Call, Answer> handler;
  private final Function<Call, Answer> tooMany;
  private final Function<Call, Optional<Answer>> aside;
  private volatile BiConsumer<Moment, String> witness = (moment, path) -> {};

  /**
   * Starts listening.
   *
   * @param tooMany this vendor's 429 response
   */
  public LoopbackServer(Function<Call, Answer> handler, Function<Call, Answer> tooMany) {
    this(handler, tooMany, call -> Optional.empty());
  }

  /**
   * Starts listening.
   *
   * @param tooMany this vendor's 429 response
   * @param aside answers what is not counted, watched or made to fail
   */
  LoopbackServer(
      Function<Call, Answer> handler,
      Function<Call, Answer> tooMany,
      Function<Call, Optional<Answer>> aside) {
    this.handler = handler;
    this.tooMany = tooMany;
    this.aside = aside;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cannotListen) {
      throw new UncheckedIOException("could not listen on the loopback address", cannotListen);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void failNext(int times, Fault fault) {
    faults.addAll(Collections.nCopies(times, fault));
  }

  void witness(BiConsumer<Moment, String> other) {
    witness = other;
  }

  void recover() {
    faults.clear();
  }

  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Call call = read(exchange);
    Optional<Answer> asked = aside.apply(call);
    if (asked.isPresent()) {
      try (exchange) {
        write(exchange, asked.get());
      }
      return;
    }
    requests.incrementAndGet();
    witness.accept(Moment.RECEIVED, call.path());
    Fault fault = faults.poll();
    try (exchange) {
      if (fault == null) {
        Answer answer = handler.apply(call);
        witness.accept(Moment.TAKEN, call.path());
        write(exchange, answer);
      } else {
        fail(exchange, call, fault);
      }
    }
    witness.accept(Moment.ANSWERED, call.path());
  }

  private void fail(HttpExchange exchange, Call call, Fault fault) throws IOException {
    switch (fault) {
      case REJECTION -> write(exchange, Answer.text(400, "rejected on demand"));
      case SERVER_ERROR -> write(exchange, Answer.text(500, "internal server error"));
      case TOO_MANY -> write(exchange, tooMany.apply(call));
      case HANG -> awaitClosing();
      case STALL -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().flush();
        awaitClosing();
      }
      case DROP -> {
        // Closing the exchange unanswered closes the connection.
      }
      case TAKEN_DROP -> take(call);
      case TAKEN_HANG -> {
        take(call);
        awaitClosing();
      }
      case TAKEN_CUT_OFF -> cutOff(exchange, handler.apply(call));
      case ERROR_AS_OK ->
          write(
              exchange,
              Answer.json(
                  200,
                  Map.of(
                      "status",
                      0,
                      "ok",
                      false,
                      "error",
                      "internal",
                      "errors",
                      List.of("internal"))));
      case ACCEPTED -> write(exchange, Answer.text(202, ""));
      case LOGIN_PAGE ->
          write(
              exchange,
              Answer.text(200, "<!DOCTYPE html><title>Log in</title>")
                  .with("Content-Type", "text/html"));
    }
  }

  private static Call read(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new Call(
        exchange.getRequestMethod(),
        uri.getPath(),
        Call.fields(query),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void take(Call call) {
    Answer unused = handler.apply(call);
  }

  /** Promises a byte more than it sends. */
  private static void cutOff(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length + 1L);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stand-in server");
    thread.setDaemon(true);
    return thread;
  }
}
