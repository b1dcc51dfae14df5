package io.gapwatch.agent.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.UnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RedisSourceTest {
  /** What accepts a connection need not be a Redis, nor one that still works. */
  @Test
  void aConnectionIsNoAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Session session = open(silent)) {
      assertThatThrownBy(() -> session.answers(Duration.ofMillis(200)))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("could not get an answer from 127.0.0.1:");
    }
  }

  /** It would be taken for that of the next check's question: the length of another list. */
  @Test
  void anAnswerThatIsLateOrCannotBeReadIsNotTheNextOne() throws IOException {
    for (String first : List.of("", "*2\r\n:7", "$9999999")) {
      try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
          RedisSession session = open(server);
          Socket caller = server.accept()) {
        say(caller, first);
        Duration most = first.isEmpty() ? Duration.ofMillis(1) : Duration.ofSeconds(30);
        assertThatThrownBy(() -> session.ask(most, "LLEN", "orders"))
            .isInstanceOf(UnreachableException.class);
        assertThat(session.isOpen()).isFalse();
        say(caller, ":0");
        assertThatThrownBy(() -> session.ask(Duration.ofSeconds(30), "LLEN", "others"))
            .isInstanceOf(UnreachableException.class)
            .hasMessageEndingWith("the connection was given up after a question without an answer");
      }
    }
  }

  @Test
  void aRefusalIsAnAnswer() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RedisSession session = open(server);
        Socket caller = server.accept()) {
      say(caller, "-WRONGTYPE Operation against a key");
      assertThatThrownBy(() -> session.ask(Duration.ofSeconds(30), "LLEN", "orders"))
          .isInstanceOf(RedisRefusal.class);
      assertThat(session.isOpen()).isTrue();
      say(caller, ":3");
      assertThat(session.ask(Duration.ofSeconds(30), "LLEN", "orders")).isEqualTo("3");
    }
  }

  private static void say(Socket caller, String line) throws IOException {
    if (!line.isEmpty()) {
      caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void anyAnswerIsOne() throws IOException {
    assertThat(answers("+PONG")).isTrue();
    assertThat(answers("-LOADING Redis is loading the dataset in memory")).isTrue();
    assertThatThrownBy(() -> answers("-NOAUTH Authentication required."))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageEndingWith(" requires a password");
  }

  private static boolean answers(String line) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> said = CompletableFuture.runAsync(() -> say(server, line));
      try (Session session = open(server)) {
        return session.answers(Duration.ofSeconds(30));
      } finally {
        said.join();
      }
    }
  }

  private static void say(ServerSocket server, String line) {
    try (Socket caller = server.accept()) {
      assertThat(caller.getInputStream().read()).isPositive();
      caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      // Until the caller hangs up.
      caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RedisSession open(ServerSocket server) {
    RedisAddress address =
        RedisAddress.parse("cache", new Secret("redis://127.0.0.1:" + server.getLocalPort()));
    return (RedisSession)
        new RedisSource("cache", address, Optional.empty()).open(Duration.ofSeconds(30));
  }
}
