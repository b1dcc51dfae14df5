package io.gapwatch.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
  private final Installation installation;
  private final List<String> told = new ArrayList<>();
  private final ConfigWatch watch;

  ConfigWatchTest(@TempDir Path folder) throws Exception {
    installation = Installation.in(folder, "chain: 0 */3 * * *");
    Configs configs = new Configs(installation.environment());
    watch =
        new ConfigWatch(
            installation.config(),
            () -> configs.load(Optional.empty(), Optional.empty()),
            told::add);
  }

  @Test
  void nothingNewIsNothingToSay() {
    assertThat(watch.poll()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aRightChangeIsTakenOver() throws Exception {
    installation.writeJobs("chain: 0 */3 * * *", "alerts: 5 * * * *");
    assertThat(watch.poll().orElseThrow().jobs()).containsOnlyKeys("chain", "alerts");
    assertThat(watch.poll()).isEmpty();
    assertThat(told).containsExactly("configuration reloaded: jobs chain, alerts");
  }

  @Test
  void aWrongChangeIsToldOnceAndTheOldOneStays() throws Exception {
    installation.writeJobs("chain: 0 */3 * * *, shedule: 7");
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isEmpty();
    assertThat(told)
        .singleElement()
        .asString()
        .contains("the old one stays in use", "shedule", "schedule");
  }

  @Test
  void aFileThatIsGoneIsToldOnceAndTakenOverWhenItIsBack() throws Exception {
    byte[] content = Files.readAllBytes(installation.config());
    Files.delete(installation.config());
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isEmpty();
    assertThat(told).singleElement().asString().contains("could not read the configuration");
    Files.write(installation.config(), content);
    assertThat(watch.poll()).isPresent();
  }

  @Test
  void aNamedPipeInItsPlaceIsToldAndNotWaitedFor() throws Exception {
    Files.delete(installation.config());
    assertThat(new ProcessBuilder("mkfifo", installation.config().toString()).start().waitFor())
        .isZero();
    assertThat(watch.poll()).isEmpty();
    assertThat(told).singleElement().asString().contains("not an ordinary file");
  }
}
