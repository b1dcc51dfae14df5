package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Environment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private final Environment environment =
      new Environment(Map.of(), Clock.systemUTC(), Path.of("").toAbsolutePath());
  private final Commands all =
      Commands.all(
          environment,
          new Terminal(false),
          new CrontabCommand(environment, question -> Optional.empty(), "nobody"));

  @Test
  void listsEachCommandByItsOwnName() {
    all.byName()
        .forEach(
            (name, made) -> {
              Object command = made.get();
              CommandLine line =
                  command instanceof CommandLine built ? built : new CommandLine(command);
              assertThat(line.getCommandName()).isEqualTo(name);
            });
  }

  @Test
  void makesOnlyTheOneThatIsCalled() {
    assertThat(all.calledBy("run").byName()).containsOnlyKeys("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "rnu", "help", "completion"})
  void makesAllWhereNoneIsCalled(String first) {
    assertThat(all.calledBy(first)).isEqualTo(all);
  }
}
