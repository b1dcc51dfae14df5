package io.gapwatch.infra.deploy;

import static io.gapwatch.infra.deploy.RehearsedHunt.CAPACITY;
import static io.gapwatch.infra.deploy.RehearsedHunt.NO_DOMAIN;
import static io.gapwatch.infra.deploy.RehearsedHunt.NO_SHAPE;
import static io.gapwatch.infra.deploy.RehearsedHunt.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which domains a hunt asks, how often, and what it tells meanwhile. */
class HuntTest {
  private final RehearsedHunt hunt = new RehearsedHunt();

  @Test
  void withoutCapacityItGoesRoundTheDomains() {
    assertThat(hunt.run(1, CAPACITY, CAPACITY, CAPACITY, RATE)).isEqualTo(2);

    assertThat(hunt.asked).containsExactly(1, 2, 3, 1, 2);
    assertThat(hunt.told).contains("Domain 1: no host is free.", "Domain 1: too many requests.");
    assertThat(hunt.told).last().isEqualTo("Got a VM in availability domain 2 (attempt 5).");
  }

  @Test
  void itGoesOnWithTheDomainOfTheStack() {
    hunt.run(3, CAPACITY, CAPACITY);

    assertThat(hunt.asked).containsExactly(3, 1, 2);
  }

  @Test
  void itNeverAsksFasterThanOnceAMinuteAndSlowsDown() {
    String[] days = RehearsedHunt.times(200, CAPACITY);

    hunt.run(1, days);

    assertThat(hunt.pauses).hasSize(200);
    assertThat(hunt.pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) >= 0);
    assertThat(hunt.pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(23)) < 0);
    assertThat(hunt.pauses.subList(150, 200))
        .allMatch(pause -> pause.compareTo(Duration.ofMinutes(15)) >= 0);
    assertThat(hunt.pauses.stream().distinct().count()).isGreaterThan(190);
  }

  @Test
  void domainsWithoutTheShapeOrThatDoNotExistAreDropped() {
    hunt.run(1, NO_SHAPE, CAPACITY, NO_DOMAIN, CAPACITY);

    assertThat(hunt.asked).containsExactly(1, 2, 3, 2, 2);
  }

  @Test
  void aRegionWithoutTheShapeIsGivenUp() {
    assertThatThrownBy(() -> hunt.run(1, NO_SHAPE, NO_DOMAIN, NO_DOMAIN))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("no availability domain of the region has A1");
  }

  @Test
  void onceADayItSaysThatItStillHunts() {
    String[] days = RehearsedHunt.times(300, CAPACITY);

    hunt.run(1, days);

    Duration all = hunt.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(hunt.notes).hasSize((int) all.toDays());
    assertThat(hunt.notes.get(0))
        .startsWith("still hunting, day 2, ")
        .endsWith(" tries; the last answer: no host is free");
  }
}
