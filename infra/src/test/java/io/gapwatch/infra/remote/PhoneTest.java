package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed to the agent, and what becomes of its answer. */
class PhoneTest {
  private static final Map<String, String> KEYS =
      Map.of("PUSHOVER_TOKEN", "hunter2-token", "PUSHOVER_USER", "hunter2-user\n");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @SuppressWarnings("NullAway.Init")
  private AgentStandIn agent;

  @BeforeEach
  void build() throws IOException {
    agent = AgentStandIn.in(root);
  }

  @Test
  void theAgentIsAskedWithTheKeysInItsEnvironmentOnly() throws IOException {
    phone().send("Got it & more: 50 % = ½");

    assertThat(agent.asked())
        .containsExactly(
            "alert\tsend\tphone\t--config=%s\t--title=gapctl"
                .formatted(root.resolve("infra/src/main/resources/phone.yaml")));
    assertThat(agent.texts()).containsExactly("Got it & more: 50 % = ½");
    assertThat(agent.keys()).containsExactly("hunter2-token\thunter2-user");
  }

  @Test
  void withoutBothKeysThereIsNone() {
    assertThat(Phone.of(Map.of("PUSHOVER_TOKEN", "a"), root)).isEmpty();
    assertThat(Phone.of(Map.of("PUSHOVER_TOKEN", "a", "PUSHOVER_USER", "\n"), root)).isEmpty();
  }

  @Test
  void aRefusalIsSaidInTheAgentsWords() throws IOException {
    agent.fails(
        """
        Picked up JAVA_TOOL_OPTIONS: -Xmx1g
        gapwatch: not sent through phone: Pushover refused it (400): user is invalid
        """);

    assertThatThrownBy(() -> phone().send("Got it"))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "your phone was not told:"
                + " not sent through phone: Pushover refused it (400): user is invalid");
  }

  @Test
  void anAgentThatPrintsWithoutEndIsRefusedItsOutput() throws IOException {
    agent.fails("x".repeat(3 << 20));

    assertThatThrownBy(() -> phone().send("Got it"))
        .hasMessageStartingWith("your phone was not told: the agent ended with exit code 2");
  }

  @Test
  void anAgentThatNeverEndsIsStopped() throws IOException {
    agent.hangs();

    Phone phone = new Phone(KEYS, root, Duration.ofSeconds(2));

    assertThatThrownBy(() -> phone.send("Got it"))
        .hasMessage(
            "your phone was not told: the agent ended with exit code 137 (or was stopped after 2 s)");
  }

  @Test
  void anAgentThatIsNotBuiltIsSaidWithWhatToDo() {
    Path elsewhere = root.resolve("elsewhere");
    Phone phone = Phone.of(KEYS, elsewhere).orElseThrow();

    assertThatThrownBy(phone::ready)
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "your phone was not told: agent/target/gapwatch.jar is not built; run mvn -q -pl agent"
                + " -DskipTests package in "
                + elsewhere);
    assertThatThrownBy(() -> phone.send("Got it")).hasMessageContaining("is not built");
  }

  private Phone phone() {
    return Phone.of(KEYS, root).orElseThrow();
  }
}
