package io.gapwatch.agent.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.channel.PushoverSettings.Emergency;
import io.gapwatch.agent.notify.channel.PushoverSettings.Extras;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushoverSettingsTest {
  private final PushoverSettings settings =
      PushoverSettings.of("phone", new Secret("T"), new Secret("U"));

  @Test
  void defaults() {
    assertThat(settings.api()).hasToString("https://api.pushover.net");
    assertThat(settings.healthyPriority()).contains(-1);
    assertThat(settings.emergency().retry()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.emergency().expire()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.extras()).isEqualTo(Extras.NONE);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "29, 3600, retry is at least 30s",
    "60, 10801, expire is at most 10800s",
    "60, 59, expire is not shorter than retry"
  })
  void rejectsAnEmergencyThatTheVendorRejects(long retry, long expire, String rule) {
    assertThatThrownBy(() -> new Emergency(Duration.ofSeconds(retry), Duration.ofSeconds(expire)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 1, 2})
  void rejectsALoudHealthySummary(int priority) {
    assertThatThrownBy(
            () ->
                new PushoverSettings(
                    "phone",
                    PushoverSettings.API,
                    settings.token(),
                    settings.user(),
                    Optional.of(priority),
                    Emergency.DEFAULT,
                    Extras.NONE,
                    PushoverSettings.TIMEOUT))
        .hasMessage("pushover: the priority of a healthy summary is -1 or 0, not " + priority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my phone", "a,", "abcdefghijklmnopqrstuvwxyz"})
  void rejectsADeviceThatTheVendorRejects(String device) {
    assertThatThrownBy(
            () ->
                new Extras(
                    Optional.empty(), Optional.of(device), Optional.empty(), Optional.empty()))
        .hasMessageContaining("a device's name has 1 to 25");
  }

  @Test
  void rejectsALinkOrATtlThatTheVendorRejects() {
    URI tooLong = URI.create("https://x.example/" + "a".repeat(512));

    assertThatThrownBy(
            () ->
                new Extras(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(tooLong)))
        .hasMessageContaining("url has at most 512 characters");
    assertThatThrownBy(
            () ->
                new Extras(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ZERO),
                    Optional.empty()))
        .hasMessageContaining("ttl is at least 1s");
  }

  @Test
  void rejectsAnApiThatIsNoHttpAddress() {
    assertThatThrownBy(() -> settings.at(URI.create("file:///etc/passwd")))
        .hasMessageContaining("channel phone: api is not an address");
  }
}
