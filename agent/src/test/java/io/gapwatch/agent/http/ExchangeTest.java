package io.gapwatch.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExchangeTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  ExchangeTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    end.countDown();
    server.close();
  }

  @Test
  void sendsARequestAndTakesTheAnswer() throws Exception {
    serve("HTTP/1.1 201 Created\r\nX-Limit: 5\r\nContent-Length: 5\r\n\r\nh\u00fcsh");
    Request request =
        Request.post(uri("/a?b=c"), "body".getBytes(UTF_8)).header("Content-Type", "text/plain");

    Answer answer = Exchange.of(request, LONG, LONG).answer();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("x-limit")).contains("5");
    assertThat(answer.header("absent")).isEmpty();
    assertThat(answer.body()).isEqualTo("h\u00fcsh");
    assertThat(heard.take())
        .startsWith("POST /a?b=c HTTP/1.1\r\n")
        .contains("Content-Type: text/plain\r\n", "Content-Length: 4\r\n")
        .endsWith("\r\n\r\nbody");
  }

  @Test
  void keepsTheBodyOfARefusal() throws Exception {
    serve("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");

    Answer answer = Exchange.of(Request.get(uri("/")), LONG, LONG).answer();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("no");
  }

  @Test
  void tellsTheStatusOfARefusedPost() throws Exception {
    serve("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");

    assertThat(Exchange.of(Request.post(uri("/"), new byte[0]), LONG, LONG).answer().status())
        .isEqualTo(401);
  }

  @Test
  void followsNoRedirect() throws Exception {
    serve("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n");

    assertThat(Exchange.of(Request.get(uri("/")), LONG, LONG).answer().status()).isEqualTo(302);
  }

  @Test
  void sendsAPostOnlyOnce() throws Exception {
    serve("", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    Exchange exchange = Exchange.of(Request.post(uri("/"), "x".getBytes(UTF_8)), LONG, LONG);

    assertThatThrownBy(exchange::answer).isInstanceOf(IOException.class);
    assertThat(heard).hasSize(1);
  }

  @Test
  void mayRepeatWhatSaysSo() throws Exception {
    serve("", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    Request request = Request.post(uri("/"), "x".getBytes(UTF_8)).mayRepeat();

    assertThat(Exchange.of(request, LONG, LONG).answer().isOk()).isTrue();
    assertThat(heard).hasSize(2);
  }

  @Test
  void waitsNoLongerThanTold() throws Exception {
    silence();

    Exchange exchange = Exchange.of(Request.get(uri("/")), LONG, SHORT);
    assertThatThrownBy(exchange::answer).isInstanceOf(SocketTimeoutException.class);
  }

  @RepeatedTest(20) // It is a race with the thread that waits.
  void endsWhenItIsGivenUp() throws Exception {
    silence();
    Exchange exchange = Exchange.of(Request.get(uri("/")), LONG, LONG);
    FutureTask<Answer> answer = new FutureTask<>(exchange::answer);
    daemon(answer);
    heard.take();

    exchange.abort();
    assertThatThrownBy(() -> answer.get(40, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  /** What is cut off may say the opposite of the whole. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9\r\n\r\nhalf",
        "Content-Length: 9\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n9\r\nhalf",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
      })
  void anAnswerThatIsCutOffIsNone(String rest) throws Exception {
    serve("HTTP/1.1 200 OK\r\n" + rest);

    Exchange exchange = Exchange.of(Request.get(uri("/")), LONG, LONG);
    assertThatThrownBy(exchange::answer).isInstanceOf(IOException.class);
  }

  @Test
  void refusesWhatIsNoHttp() throws Exception {
    serve("SSH-2.0-OpenSSH_9.2\r\n\r\n");

    Exchange exchange = Exchange.of(Request.get(uri("/")), LONG, LONG);
    assertThatThrownBy(exchange::answer).isInstanceOf(IOException.class);
  }

  @Test
  void printsNothingSecret() {
    Request request = Request.get(URI.create("https://host/hush")).header("Authorization", "hush");

    assertThat(request).hasToString("GET host");
    assertThat(new Answer(200, Map.of("a", List.of("hush")), "hush")).hasToString("Answer[200]");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /** One connection after another gets one of these texts, and is closed. */
  private void serve(String... answers) {
    daemon(
        () -> {
          for (String answer : answers) {
            try (Socket socket = server.accept()) {
              heard.add(hear(socket));
              socket.getOutputStream().write(answer.getBytes(UTF_8));
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  private void silence() {
    daemon(
        () -> {
          try (Socket socket = server.accept()) {
            heard.add(hear(socket));
            end.await();
          } catch (IOException | InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static String hear(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    do {
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        break;
      }
      text.append(new String(buffer, 0, length, UTF_8));
    } while (!isWhole(text.toString()));
    return text.toString();
  }

  private static boolean isWhole(String text) {
    int head = text.indexOf("\r\n\r\n");
    int length =
        text.lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElse(0);
    return head >= 0 && text.length() >= head + 4 + length;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  @Timeout(60)
  void anAnswerThatDripsEndsByTheTimeOfTheWhole() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      FutureTask<Boolean> dripping =
          new FutureTask<>(
              () -> {
                try (Socket caller = server.accept()) {
                  caller.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
                  while (true) {
                    caller.getOutputStream().write('x');
                    caller.getOutputStream().flush();
                  }
                } catch (IOException hungUp) {
                  return true;
                }
              });
      Thread thread = new Thread(dripping, "drips");
      thread.setDaemon(true);
      thread.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      Duration whole = Duration.ofSeconds(1);

      assertThatThrownBy(() -> Exchange.of(Request.get(uri), whole, whole).answer())
          .isInstanceOf(IOException.class);
      assertThat(dripping.get(50, TimeUnit.SECONDS)).isTrue();
    }
  }
}
