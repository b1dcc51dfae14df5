package io.gapwatch.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.PushoverServer.Arrived;
import io.gapwatch.agent.finding.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of missing rows: they have recovered once they are there, and not before. */
class ChangesTest {

  @ParameterizedTest
  @EnumSource
  void onlyWhatWasSeenWellHasRecovered(Change change, @TempDir Path folder) throws Exception {
    ChangeRun.Outcome outcome = ChangeRun.of(change, folder);

    List<Arrived> recovered =
        outcome.messages().stream().filter(it -> it.title().contains("RECOVERED")).toList();
    if (change.heals()) {
      assertThat(recovered).hasSize(1);
      return;
    }
    assertThat(recovered).isEmpty();
    if (change.hides()) {
      assertThat(outcome.messages().get(0).message())
          .containsAnyOf("no longer looked at", "closed ");
    } else {
      assertThat(outcome.verdicts()).doesNotContain(Status.OK);
      assertThat(outcome.pings()).containsOnly("fail");
    }
    // Without the check, the job is what is left of it.
    if (change != Change.CHECK) {
      assertThat(outcome.pings()).first().isEqualTo("fail");
    }
  }
}
