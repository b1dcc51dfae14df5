package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushoverTest {
  private static final Map<String, String> KEYS =
      Map.of("PUSHOVER_TOKEN", PushoverStandIn.TOKEN, "PUSHOVER_USER", PushoverStandIn.USER);

  @SuppressWarnings("NullAway.Init")
  private PushoverStandIn server;

  @BeforeEach
  void serve() throws IOException {
    server = new PushoverStandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theMessageIsSentWithTheKeysOfTheEnvironment() {
    phone(KEYS).send("Got it & more: 50 % = ½");

    assertThat(server.messages()).containsExactly("Got it & more: 50 % = ½");
  }

  @Test
  void aMessageThatIsTooLongIsCutAndNotRefused() {
    phone(KEYS).send("😀".repeat(2000));

    assertThat(server.messages()).containsExactly("😀".repeat(1024));
  }

  @Test
  void withoutBothKeysThereIsNone() {
    assertThat(Pushover.of(Map.of("PUSHOVER_TOKEN", "a"), server.address())).isEmpty();
    assertThat(Pushover.of(Map.of("PUSHOVER_TOKEN", "a", "PUSHOVER_USER", "\n"), server.address()))
        .isEmpty();
  }

  @Test
  void aRefusalIsSaidWithoutTheKeys() {
    Map<String, String> wrong =
        Map.of("PUSHOVER_TOKEN", "hunter2", "PUSHOVER_USER", PushoverStandIn.USER);

    assertThatThrownBy(() -> phone(wrong).send("Got it"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("HTTP 400")
        .hasMessageNotContainingAny("hunter2", PushoverStandIn.USER);
  }

  @Test
  void aUsedUpQuotaIsSaid() {
    server.useUpTheQuota();

    assertThatThrownBy(() -> phone(KEYS).send("Got it")).hasMessageContaining("HTTP 429");
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    server.close();

    assertThatThrownBy(() -> phone(KEYS).send("Got it"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("could not reach Pushover at");
  }

  private Pushover phone(Map<String, String> environment) {
    return Pushover.of(environment, server.address()).orElseThrow();
  }
}
