package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuntTest {
  private static final String CAPACITY = "500-InternalError, Out of host capacity.";
  private static final String RATE = "429-TooManyRequests, Too many requests for the user";
  private static final String LIMIT =
      "400-LimitExceeded, The following service limits were exceeded: standard-a1-core-count";
  private static final String NO_SHAPE =
      "404-NotAuthorizedOrNotFound, shape VM.Standard.A1.Flex not found";
  private static final String BANNED =
      "404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found.";
  private static final String OFFLINE =
      "Post \"https://iaas.eu-frankfurt-1.oraclecloud.com/20160918/instances\": dial tcp: lookup"
          + " iaas.eu-frankfurt-1.oraclecloud.com: no such host";
  private static final String NO_DOMAIN =
      "the region has 1 availability domains, so there is no number 2";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<Integer> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @Test
  void withoutCapacityItGoesRoundTheDomains() {
    assertThat(hunt(1, CAPACITY, CAPACITY, CAPACITY, RATE)).isEqualTo(2);

    assertThat(asked).containsExactly(1, 2, 3, 1, 2);
    assertThat(told).contains("Domain 1: no host is free.", "Domain 1: too many requests.");
    assertThat(told).last().isEqualTo("Got a VM in availability domain 2 (attempt 5).");
  }

  @Test
  void itGoesOnWithTheDomainOfTheStack() {
    hunt(3, CAPACITY, CAPACITY);

    assertThat(asked).containsExactly(3, 1, 2);
  }

  @Test
  void itNeverAsksFasterThanOnceAMinuteAndSlowsDown() {
    String[] days = new String[200];
    Arrays.fill(days, CAPACITY);

    hunt(1, days);

    assertThat(pauses).hasSize(200);
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) >= 0);
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(23)) < 0);
    assertThat(pauses.subList(150, 200))
        .allMatch(pause -> pause.compareTo(Duration.ofMinutes(15)) >= 0);
    assertThat(pauses.stream().distinct().count()).isGreaterThan(190);
  }

  @Test
  void domainsWithoutTheShapeOrThatDoNotExistAreDropped() {
    hunt(1, NO_SHAPE, CAPACITY, NO_DOMAIN, CAPACITY);

    assertThat(asked).containsExactly(1, 2, 3, 2, 2);
  }

  @Test
  void aRegionWithoutTheShapeIsGivenUp() {
    assertThatThrownBy(() -> hunt(1, NO_SHAPE, NO_DOMAIN, NO_DOMAIN))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("no availability domain of the region has A1");
  }

  @Test
  void aLimitIsDoubtedUntilItIsSaidThreeTimesInARow() {
    assertThat(hunt(1, LIMIT, LIMIT, CAPACITY, LIMIT, LIMIT)).isEqualTo(3);

    asked.clear();
    assertThatThrownBy(() -> hunt(1, LIMIT, LIMIT, LIMIT))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("limit for A1 is used up");
    assertThat(asked).hasSize(3);
  }

  @Test
  void aLimitOfSomethingElseIsNotWaitedFor() {
    assertThatThrownBy(
            () ->
                hunt(
                    1, "400-LimitExceeded, The following service limits were exceeded: vcn-count."))
        .isInstanceOf(DeploymentFailedException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aNetworkThatIsAwayForAWhileIsEndured() {
    assertThat(hunt(1, CAPACITY, OFFLINE, OFFLINE, CAPACITY)).isEqualTo(3);

    assertThat(asked).containsExactly(1, 2, 2, 2, 3);
    assertThat(told).contains("Domain 2: could not reach Oracle or Doppler.");
  }

  @Test
  void aNetworkThatStaysAwayIsGivenUp() {
    String[] hours = new String[10];
    Arrays.fill(hours, OFFLINE);

    assertThatThrownBy(() -> hunt(1, hours))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("10 times in a row");
  }

  @Test
  void aDisabledAccountAndAQuotaEndItAtOnce() {
    assertThatThrownBy(() -> hunt(1, BANNED)).hasMessageContaining("Do not retry");
    assertThatThrownBy(() -> hunt(1, "400-QuotaExceeded, policy ocid1.quota"))
        .hasMessageContaining("quota policy");
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatWaitingDoesNotCureIsTheFailureItself() {
    assertThatThrownBy(() -> hunt(1, "409-Conflict, something else"))
        .isInstanceOf(DeploymentFailedException.class);
  }

  private int hunt(int first, String... failures) {
    answers.clear();
    answers.addAll(List.of(failures));
    return new Hunt(this::launch, pauses::add, new Random(1), told::add).run(first);
  }

  private void launch(int domain) {
    asked.add(domain);
    if (!answers.isEmpty()) {
      throw new DeploymentFailedException("up", answers.remove(), new IllegalStateException());
    }
  }
}
