package io.gapwatch.agent.source.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  private static RedisAddress parse(String url) {
    return RedisAddress.parse("cache", new Secret(url));
  }

  @Test
  void allParts() {
    RedisAddress address = parse("rediss://watcher:p%40ss%2Fw%2Brd+1@cache.example.org:25061/3");
    assertThat(address.tls()).isTrue();
    assertThat(address.place()).isEqualTo("cache.example.org:25061");
    assertThat(address.database()).isEqualTo(3);
    assertThat(address.user().map(Secret::reveal)).contains("watcher");
    assertThat(address.password().map(Secret::reveal)).contains("p@ss/w+rd+1");
  }

  @Test
  void leastParts() {
    RedisAddress address = parse("redis://localhost");
    assertThat(address)
        .isEqualTo(
            new RedisAddress(false, "localhost", 6379, 0, Optional.empty(), Optional.empty()));
    assertThat(parse("redis://:word@localhost").user()).isEmpty();
    assertThat(parse("redis://[::1]:7000").place()).isEqualTo("[::1]:7000");
    // Compose gives its services such names.
    assertThat(parse("redis://u:p@my_redis:7000").place()).isEqualTo("my_redis:7000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:hunter2@host",
        "redis://u:hunter2@host/x",
        "redis://u:hunter2@host:0/1",
        "redis://u:hunter2@host:70000/1",
        "redis://u:hunter2@host:99999999999/1",
        "redis://u:hunter2@host:a/1",
        "redis://u:hunter2@/1",
        "redis://u:hunter2#1@host",
        "redis://u:hunter2 1@host",
        "redis:hunter2"
      })
  void mistakesAreToldWithoutTheAddress(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("cache: ")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}
