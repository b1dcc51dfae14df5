package io.gapwatch.infra.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What can go wrong in one exchange, and what is said of it. */
enum Fault {
  SILENT("the server never answers", "no complete answer within"),
  DRIPPING_HEAD("the server drips its headers", "no complete answer within"),
  DRIPPING_BODY("the server drips its answer", "no complete answer within"),
  ENDLESS_BODY("the answer has no end", "the answer is longer than 4,194,304 bytes"),
  HALF("the connection ends in the middle of the answer", "could not reach Example"),
  NOT_HTTP("the server does not speak HTTP", "could not reach Example"),
  PROXY_SILENT("the proxy never answers", "no complete answer within"),
  PROXY_DRIPPING("the proxy drips", "no complete answer within"),
  PROXY_REFUSES("the proxy refuses the way", "through the proxy 127.0.0.1");

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  final String words;
  final String told;

  Fault(String words, String told) {
    this.words = words;
    this.told = told;
  }

  /** Whether only the deadline ends it. */
  boolean isLate() {
    return told.startsWith("no complete answer");
  }

  /** Where the service is said to be. */
  URI base(RudeServer server) {
    return URI.create(
        switch (this) {
          case PROXY_SILENT, PROXY_DRIPPING, PROXY_REFUSES -> "https://service.invalid";
          default -> "http://" + server.address();
        });
  }

  /** With the proxy of those that are about one. */
  Map<String, String> environment(RudeServer server) {
    return name().startsWith("PROXY")
        ? Map.of("HTTPS_PROXY", "http://" + server.address())
        : Map.of();
  }

  void serve(List<String> head, OutputStream out) throws IOException, InterruptedException {
    switch (this) {
      case SILENT, PROXY_SILENT -> new CountDownLatch(1).await();
      case DRIPPING_HEAD, PROXY_DRIPPING -> drip(out, OK, "X: y\r\n");
      case DRIPPING_BODY -> drip(out, OK + "Content-Length: 1000000\r\n\r\n", "x");
      case ENDLESS_BODY -> drip(out, OK + "\r\n", "x".repeat(1 << 20));
      case HALF -> {
        write(out, OK + "Content-Length: 10\r\n\r\nhalf");
        out.close();
      }
      case NOT_HTTP -> {
        write(out, "220 mail.example ESMTP\r\n\r\n");
        out.close();
      }
      case PROXY_REFUSES -> {
        write(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        out.close();
      }
    }
  }

  private static void drip(OutputStream out, String first, String then)
      throws IOException, InterruptedException {
    write(out, first);
    while (true) {
      write(out, then);
      Thread.sleep(20);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
