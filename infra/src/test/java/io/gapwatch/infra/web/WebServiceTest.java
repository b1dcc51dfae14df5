package io.gapwatch.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class WebServiceTest {
  @Test
  void theAnswerComesWhateverItsStatus() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            exchange ->
                LoopbackServer.answer(exchange, 503, exchange.getRequestURI().toString()))) {
      WebService service = new WebService("Example", server.address());

      HttpResponse<String> answer = service.send("/a?b=c", request -> request);

      assertThat(answer.body()).isEqualTo("/a?b=c");
      assertThat(service.unexpected(answer))
          .hasMessage(
              "Example at %s answered HTTP 503; try again in a minute".formatted(server.address()));
    }
  }

  @Test
  void aServiceThatIsAwayIsNamed() throws IOException {
    LoopbackServer server = new LoopbackServer(exchange -> {});
    URI address = server.address();
    server.close();

    assertThatThrownBy(() -> new WebService("Example", address).send("/", request -> request))
        .isInstanceOf(InfraException.class)
        .hasMessage("could not reach Example at %s: ConnectException", address);
  }
}
