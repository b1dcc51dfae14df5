package io.gapwatch.agent.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.PushoverServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpTest {

  /** The channels of each run have an {@link Http} of their own, and nothing closes it. */
  @Test
  void manyRunsTakeNoMoreThreadsThanOne() throws Exception {
    try (PushoverServer server = new PushoverServer("token", "user")) {
      post(server.uri());
      long before = clients();
      for (int run = 0; run < 20; run++) {
        post(server.uri());
      }
      assertThat(before).isPositive();
      assertThat(clients()).isLessThanOrEqualTo(before);
    }
  }

  private static void post(URI uri) throws Exception {
    new Http(Duration.ofSeconds(10))
        .post(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("")));
  }

  /** Each client of the JDK's has one thread of this name for as long as it lives. */
  private static long clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .count();
  }
}
