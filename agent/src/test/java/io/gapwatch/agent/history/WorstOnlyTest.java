package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that takes only what is critical. */
class WorstOnlyTest extends ToldChannels {
  WorstOnlyTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void aChannelForTheWorstHearsOnlyOfTheWorstAndOfItsEnd() {
    Muting worst = onlyCriticalFor("phone");
    shift.run(worst, WARNING);
    assertThat(told("phone")).isEmpty();
    assertThat(told("chat")).containsExactly(Kind.OPENED);
    shift.run(worst, CRITICAL);
    assertThat(told("phone")).containsExactly(Kind.WORSENED);
    shift.run(worst, WARNING);
    shift.run(worst, GOOD);
    assertThat(told("phone")).containsExactly(Kind.WORSENED, Kind.EASED, Kind.RESOLVED);
  }

  @Test
  void aChannelForTheWorstNeverHearsOfTheEndOfAWarning() {
    Muting worst = onlyCriticalFor("phone");
    shift.run(worst, WARNING);
    shift.run(worst, GOOD);
    assertThat(told("phone")).isEmpty();
    assertThat(told("chat")).containsExactly(Kind.OPENED, Kind.RESOLVED);
  }

  private static Muting onlyCriticalFor(String name) {
    return new Muting() {
      @Override
      public Optional<String> why(Incident incident, String channel) {
        return Optional.empty();
      }

      @Override
      public boolean takes(Incident incident, String channel) {
        return !channel.equals(name) || incident.severity() == Severity.CRITICAL;
      }
    };
  }
}
