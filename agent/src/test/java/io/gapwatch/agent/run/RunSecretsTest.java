package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunSecretsTest {

  @ParameterizedTest
  @ValueSource(strings = {"value", "value\n", "value\r\n", "value\n\n"})
  void lineEndsAfterAValueAreNoPartOfIt(String value) {
    RunSecrets secrets = new RunSecrets(SecretStore.of("a test", Map.of("A", value)));
    assertThat(secrets.apply("A").reveal()).isEqualTo("value");
    assertThat(secrets.fetchAll(List.of("A")))
        .containsExactly(SecretOutcome.fetched("A", "value".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\uFEFF\r\n", "\uFEFF \n"})
  void aByteOrderMarkAloneIsNoValue(String value) {
    RunSecrets secrets = new RunSecrets(SecretStore.of("a test", Map.of("A", value)));
    assertThatThrownBy(() -> secrets.apply("A"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("empty in a test");
  }

  /** A store that hangs, throws or answers, by the name of the secret. */
  private static final class Store implements SecretStore {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public Secret get(String name) {
      if (name.equals("SILENT")) {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      if (name.equals("BROKEN")) {
        throw new StackOverflowError();
      }
      return new Secret("value");
    }

    @Override
    public String describe() {
      return "a test";
    }
  }

  @Test
  void oneThatHangsOrBreaksKeepsNoOtherBack() {
    RunSecrets secrets = new RunSecrets(new Store());
    List<SecretOutcome> outcomes =
        secrets.fetchAll(
            List.of("SILENT", "GOOD", "BROKEN"), Concurrently.within(Duration.ofSeconds(5)));
    assertThat(outcomes)
        .extracting(SecretOutcome::name)
        .containsExactly("BROKEN", "GOOD", "SILENT");
    assertThat(outcomes).extracting(SecretOutcome::isFetched).containsExactly(false, true, false);
    assertThat(outcomes.get(2).failure()).isEqualTo("no answer before the run had to end");
  }
}
