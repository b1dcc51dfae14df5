package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real agent, with the configuration that stands beside the program. */
class PhoneIT {
  private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  private final List<String> forms = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{\"status\":1,\"request\":\"1\"}";

  @SuppressWarnings("NullAway.Init")
  private LoopbackServer pushover;

  @BeforeEach
  void serve() throws IOException {
    assumeTrue(
        Files.exists(CLONE.resolve("agent/target/gapwatch.jar")), "the agent is not packaged");
    pushover =
        new LoopbackServer(
            exchange -> {
              forms.add(LoopbackServer.body(exchange));
              LoopbackServer.answer(exchange, status, answer);
            });
  }

  @AfterEach
  void stop() {
    if (pushover != null) {
      pushover.close();
    }
  }

  @Test
  void theMessageArrivesWithASound() {
    phone().send("Got it & more: 50 % = ½");

    assertThat(fields())
        .contains(
            "token=" + TOKEN,
            "user=" + USER,
            "title=gapctl",
            "message=Got it & more: 50 % = ½",
            "priority=0");
    assertThat(CLONE.resolve("infra/src/main/resources/.gapwatch")).doesNotExist();
  }

  @Test
  void aRefusalIsSaidWithoutTheKeys() {
    status = 400;
    answer = "{\"status\":0,\"errors\":[\"application token %s is invalid\"]}".formatted(TOKEN);

    assertThatThrownBy(() -> phone().send("Got it"))
        .hasMessageStartingWith(
            "your phone was not told: not sent through phone: Pushover refused it (400): application")
        .hasMessageNotContainingAny(TOKEN, USER);
  }

  @Test
  void aUsedUpQuotaAndAServerInTroubleAreSaid() {
    status = 429;
    assertThatThrownBy(() -> phone().send("Got it")).hasMessageContaining("quota is used up");

    status = 503;
    assertThatThrownBy(() -> phone().send("Got it")).hasMessageContaining("503");
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    Phone phone = phone();
    pushover.close();

    assertThatThrownBy(() -> phone.send("Got it"))
        .hasMessageStartingWith("your phone was not told: not sent through phone: ")
        .hasMessageContaining("Pushover");
  }

  private Phone phone() {
    return Phone.of(
            Map.of(
                "PUSHOVER_TOKEN",
                TOKEN,
                "PUSHOVER_USER",
                USER,
                "PUSHOVER_API",
                pushover.address().toString()),
            CLONE)
        .orElseThrow();
  }

  /** Of the only message. */
  private List<String> fields() {
    assertThat(forms).hasSize(1);
    return Stream.of(forms.get(0).split("&", -1))
        .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
        .toList();
  }
}
