package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Transition critical = Samples.opened("1", Samples.gap(1, 2));
  private final Transition unknown = Samples.opened("2", Samples.unknown("freshness", "refused"));
  private final Transition warning =
      Samples.opened("3", Samples.finding("rate", Severity.WARNING, "rate", "low", "3"));
  private final Transition resolved = Samples.resolved("4", Samples.gap(5, 6));

  @Test
  void givesEachStatusItsTitle() {
    assertThat(title(Status.OK)).isEqualTo("✅ CHAIN HEALTHY");
    assertThat(title(Status.OK, resolved)).isEqualTo("✅ CHAIN RECOVERED");
    assertThat(title(Status.WARNING, warning)).isEqualTo("⚠️ CHAIN WARNING");
    assertThat(title(Status.CRITICAL, critical)).isEqualTo("❌ CHAIN UNHEALTHY");
    assertThat(title(Status.UNKNOWN, unknown)).isEqualTo("❓ CHAIN UNKNOWN");
  }

  @Test
  void isNotRecoveredWhileAnythingIsWrong() {
    assertThat(title(Status.CRITICAL, resolved)).isEqualTo("❌ CHAIN UNHEALTHY");
    assertThat(title(Status.UNKNOWN, resolved)).isEqualTo("❓ CHAIN UNKNOWN");
    assertThat(title(Status.WARNING, resolved)).isEqualTo("⚠️ CHAIN WARNING");
  }

  @Test
  void hasNoTickForWhatIsNoLongerLookedAt() {
    Transition closed =
        Samples.transition("3", Transition.Kind.CLOSED, Samples.NOW, Samples.unknown("b", "why"));
    assertThat(title(Status.OK, closed)).isEqualTo("⚪ CHAIN CLOSED");
    assertThat(title(Status.OK, resolved, closed)).isEqualTo("⚪ CHAIN CLOSED");
    assertThat(title(Status.CRITICAL, closed)).isEqualTo("❌ CHAIN UNHEALTHY");
  }

  @Test
  void isNotHealthyWhenItTellsAnOpeningLate() {
    assertThat(title(Status.OK, critical)).isEqualTo("❌ CHAIN UNHEALTHY");
    assertThat(title(Status.OK, unknown, resolved)).isEqualTo("❓ CHAIN UNKNOWN");
    assertThat(title(Status.OK, warning)).isEqualTo("⚠️ CHAIN WARNING");
  }

  @Test
  void doesNotHideAKnownCriticalBehindTheUnknown() {
    assertThat(title(Status.UNKNOWN, unknown, critical)).isEqualTo("❌ CHAIN UNHEALTHY");
  }

  private static String title(Status status, Transition... transitions) {
    return Verdict.of(status, List.of(transitions)).title("chain");
  }
}
