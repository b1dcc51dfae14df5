package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The help of every command, as a terminal of 80 columns shows it. */
class HelpTest {
  private static final Path FOLDER = Path.of("src/test/resources/help");

  private final Path here;

  HelpTest(@TempDir Path here) {
    this.here = here;
  }

  private static CommandLine root() {
    Environment environment =
        new Environment(Map.of(), Clock.systemUTC(), Path.of("").toAbsolutePath());
    Terminal terminal = new Terminal(false);
    Commands commands =
        Commands.all(
            environment,
            terminal,
            new CrontabCommand(environment, question -> Optional.empty(), "nobody"));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return GapwatchCommand.commandLine(commands, terminal, nowhere, nowhere);
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  @TestFactory
  Stream<DynamicTest> isAsInItsFile() {
    return all(root())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    name(command),
                    () ->
                        GoldenFile.check(
                            FOLDER.resolve(name(command).replace(' ', '-') + ".txt"),
                            command.getUsageMessage())));
  }

  @TestFactory
  Stream<DynamicTest> fitsIntoEightyColumns() {
    return all(root())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    name(command),
                    () ->
                        assertThat(command.getUsageMessage().lines())
                            .allSatisfy(
                                line ->
                                    assertThat(line.codePointCount(0, line.length()))
                                        .as(line)
                                        .isLessThanOrEqualTo(80))));
  }

  @TestFactory
  Stream<DynamicTest> teachesWithAnExample() {
    return all(root())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    name(command),
                    () ->
                        assertThat(command.getUsageMessage())
                            .containsPattern("(?m)^  .*" + name(command) + "( |$|\\))")));
  }

  @Test
  void everyExampleIsOfACommandThatThereIs() {
    CommandLine root = root();
    List<String> unknown = new ArrayList<>();
    for (CommandLine command : all(root).toList()) {
      command
          .getUsageMessage()
          .lines()
          .filter(line -> line.startsWith("  gapwatch "))
          .map(line -> line.strip().split(" ", -1)[1])
          .filter(word -> !root.getSubcommands().containsKey(word))
          .forEach(unknown::add);
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void helpIsTheSameAsTheOption() {
    assertThat(Ran.gapwatch(here, "help", "incidents", "silence").out())
        .isEqualTo(Ran.gapwatch(here, "incidents", "silence", "--help").out());
    assertThat(Ran.gapwatch(here, "help").out()).isEqualTo(Ran.gapwatch(here, "--help").out());
  }

  @Test
  void helpOfATypoIsGuessed() {
    Ran ran = Ran.gapwatch(here, "help", "incidents", "silnce");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .startsWith(
            "gapwatch: gapwatch incidents has no command silnce; did you mean \"silence\"?");
  }

  @Test
  void aGroupAloneListsItsCommands() {
    Ran bare = Ran.gapwatch(here);
    assertThat(bare.code()).isEqualTo(ExitCode.USAGE);
    assertThat(bare.out()).isEmpty();
    assertThat(bare.err()).contains("Commands:", "  doctor ", "Start here:");
    assertThat(Ran.gapwatch(here, "crontab").err()).contains("  install ", "  remove ");
  }

  @Test
  void versionIsTheSameAsTheOption() {
    assertThat(Ran.gapwatch(here, "version").out())
        .startsWith("gapwatch ")
        .isEqualTo(Ran.gapwatch(here, "--version").out());
  }
}
