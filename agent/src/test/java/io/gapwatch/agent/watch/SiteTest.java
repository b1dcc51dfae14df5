package io.gapwatch.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
  private static final Gate OPEN = new Gate(Optional.empty());
  private static final Gate LOCKED = new Gate(Optional.of(new Secret("hunter2")));

  private Site site = site(OPEN);

  private static Site site(Gate gate) {
    return Site.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gate, new Pretended());
  }

  /** Three views, and one link. */
  private static final class Pretended implements Site.Content {
    @Override
    public Optional<Views.View> at(String path, String accept) {
      return switch (path) {
        case "/metrics" -> Optional.of(new Views.View("text/plain", "up for " + accept));
        case "/broken" -> throw new IllegalStateException("SELECT secret FROM /home/ann");
        default -> Optional.empty();
      };
    }

    @Override
    public boolean isLink(String path) {
      return path.equals("/ack/x");
    }

    @Override
    public Views.Answer follow(String path, Optional<String> form) {
      return Views.Answer.html(200, form.map(it -> "did " + it.length()).orElse("asked"));
    }
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void lock() {
    site.close();
    site = site(LOCKED);
  }

  private String ask(String line, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(60_000);
      StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nConnection: close\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metrics, localhost, 200",
    "GET /metrics, 127.0.0.1:9469, 200",
    "HEAD /metrics, [::1]:9469, 200",
    "GET /nothing, localhost, 404",
    "GET /../../etc/passwd, localhost, 404",
    "POST /metrics, localhost, 405",
    "GET /metrics, evil.example, 403",
    "GET /metrics, 127.0.0.1.evil.example, 403",
    "GET /broken, localhost, 503",
  })
  void answers(String line, String host, int status) throws IOException {
    assertThat(ask(line, "Host: " + host, "Accept: me"))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain("secret", "passwd:");
  }

  @Test
  void givesWhatTheCallerAccepts() throws IOException {
    assertThat(ask("GET /metrics", "Host: localhost", "Accept: me"))
        .endsWith("up for me")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
        .containsIgnoringCase("X-Content-Type-Options: nosniff");
    assertThat(ask("HEAD /metrics", "Host: localhost")).endsWith("\r\n\r\n");
  }

  @Test
  void elsewhereATokenIsNeeded() throws IOException {
    lock();
    String basic =
        Base64.getEncoder().encodeToString("me:hunter2".getBytes(StandardCharsets.UTF_8));
    assertThat(ask("GET /metrics", "Host: status.example"))
        .startsWith("HTTP/1.1 401")
        .containsIgnoringCase("WWW-Authenticate: Basic");
    assertThat(ask("GET /metrics", "Host: status.example", "Authorization: Bearer wrong"))
        .startsWith("HTTP/1.1 401");
    assertThat(ask("GET /metrics", "Host: status.example", "Authorization: Basic %%%"))
        .startsWith("HTTP/1.1 401");
    assertThat(ask("GET /metrics", "Host: status.example", "Authorization: Bearer hunter2"))
        .startsWith("HTTP/1.1 200");
    assertThat(ask("GET /metrics", "Host: status.example", "Authorization: Basic " + basic))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aLinkIsItsOwnTokenAndOnlyAPostDoesWhatItIsFor() throws IOException {
    lock();
    assertThat(ask("GET /ack/x", "Host: status.example")).endsWith("asked");
    assertThat(ask("HEAD /ack/x", "Host: status.example")).endsWith("\r\n\r\n");
    assertThat(ask("PUT /ack/x", "Host: status.example")).startsWith("HTTP/1.1 405");
    assertThat(ask("POST /ack/y", "Host: status.example")).startsWith("HTTP/1.1 405");
    String form = "by=" + "a".repeat(5000);
    assertThat(post("/ack/x", form)).endsWith("did 1024").contains("form-action 'self'");
  }

  private String post(String path, String form) throws IOException {
    return ask(
        "POST " + path,
        "Host: status.example",
        "Content-Length: " + form.length() + "\r\n\r\n" + form);
  }

  @Test
  void anAddressThatIsTakenIsTold() {
    InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port());
    assertThatThrownBy(() -> Site.open(taken, OPEN, new Pretended()))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("could not serve on")
        .hasMessageContaining("in use");
  }
}
