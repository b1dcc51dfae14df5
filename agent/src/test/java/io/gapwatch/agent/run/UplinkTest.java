package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UplinkTest {
  private static final CheckResult SILENT =
      new CheckResult(
          "api",
          "http",
          "api",
          "HTTP",
          Status.CRITICAL,
          "unreachable",
          List.of(),
          Map.of(),
          List.of(),
          false,
          Covered.nothing(),
          "");

  private static Uplink uplink(Predicate<String> reaches, Duration each) {
    return new Uplink(
        List.of("one.example:53", "two.example:53"),
        any -> true,
        reaches,
        () -> new Concurrently(() -> each));
  }

  /** The resolver waits for servers that nobody reaches, for as long as it likes. */
  @Test
  void aNameThatIsLookedUpForEverEndsNoRun() {
    CountDownLatch never = new CountDownLatch(1);
    Predicate<String> hangs =
        address -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    assertThat(uplink(hangs, Duration.ZERO).explains(SILENT)).isTrue();
  }

  @Test
  void oneAddressThatAnswersIsEnough() {
    assertThat(uplink("two.example:53"::equals, Duration.ofMinutes(1)).explains(SILENT)).isFalse();
  }

  /** Else a run that is stopped would say that the network is down. */
  @Test
  void anInterruptedRunAccusesNoNetwork() {
    Uplink uplink = uplink(address -> true, Duration.ofMinutes(1));
    Thread.currentThread().interrupt();
    assertThat(uplink.explains(SILENT)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
