package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Duration;
import java.time.Instant;
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

  /** Its checks may have asked nobody outside, or their history may not tell. */
  @Test
  void overOnlyIfAnAddressAnswers() {
    EarlierRuns open = new AlwaysOpen();
    Duration enough = Duration.ofMinutes(1);
    assertThat(uplink(address -> false, enough).result(open)).isEmpty();
    assertThat(uplink(address -> true, enough).result(open))
        .get()
        .extracting(CheckResult::summary)
        .isEqualTo("the network can be reached again");
    assertThat(uplink(address -> true, enough).result(EarlierRuns.NONE)).isEmpty();
    Uplink none = new Uplink(List.of(), any -> true, address -> true);
    assertThat(none.result(open)).isEmpty();
    Thread.currentThread().interrupt();
    assertThat(uplink(address -> true, enough).result(open)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static final class AlwaysOpen implements EarlierRuns {
    @Override
    public List<Sample> samples(
        String checkId, String scope, String metric, String subject, Instant since) {
      return List.of();
    }

    @Override
    public boolean isOpen(Fingerprint fingerprint) {
      return true;
    }
  }
}
