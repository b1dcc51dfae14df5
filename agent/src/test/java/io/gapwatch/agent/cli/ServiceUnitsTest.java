package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The units that people copy call this program as it is now. */
class ServiceUnitsTest {
  private static final Path SCRIPTS = Path.of("").toAbsolutePath().resolveSibling("scripts");
  private static final String WATCH = "gapwatch.service";
  private static final String HOLD_MEMORY = "gapwatch-hold-memory.service";

  @ParameterizedTest
  @ValueSource(strings = {WATCH, HOLD_MEMORY})
  void callsACommandThatThereIs(String unit) throws IOException {
    List<String> command = Arrays.asList(value(unit, "ExecStart").split(" ", -1));

    assertThat(command.get(0)).isEqualTo("/usr/local/bin/gapwatch");
    assertThat(
            parsed(command.subList(1, command.size()))
                .subcommand()
                .matchedOptionValue("config", Path.of("")))
        .hasToString("/etc/gapwatch/gapwatch.yaml");
  }

  @Test
  void theUnitThatHoldsMemoryHoldsMemory() throws IOException {
    List<String> words = Arrays.asList(value(HOLD_MEMORY, "ExecStart").split(" ", -1));
    ParseResult call = parsed(words.subList(1, words.size())).subcommand();

    assertThat(call.commandSpec().name()).isEqualTo("keep-alive");
    assertThat(call.hasMatchedOption("--hold-memory")).isTrue();
    // The launcher's heap of 96 MB would be the limit.
    assertThat(value(HOLD_MEMORY, "Environment"))
        .matches("JDK_JAVA_OPTIONS=-XX:MaxDirectMemorySize=\\d+g");
    // Others need the memory that the kernel took from it.
    assertThat(Integer.parseInt(value(HOLD_MEMORY, "RestartSec"))).isGreaterThanOrEqualTo(60);
  }

  @Test
  void bothAreHedgedInAlike() throws IOException {
    assertThat(lines(HOLD_MEMORY)).containsAll(lines(WATCH).stream().filter(this::hedges).toList());
    assertThat(lines(WATCH)).filteredOn(this::hedges).hasSizeGreaterThan(15);
  }

  /** Also what both need to read and write: the state folder, and the machine's /proc. */
  private boolean hedges(String line) {
    return line.matches(
        "(NoNew|Capability|Private(Tmp|Devices)|Protect|Restrict|Lock|SystemCall|UMask|State|User|Success).*");
  }

  private static ParseResult parsed(List<String> words) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Environment environment = new Environment(Map.of(), Clock.systemUTC(), Path.of(""));
    CrontabCommand crontab = new CrontabCommand(environment, Confirmation.atTerminal(), "nobody");
    Terminal terminal = Terminal.of(Map.of(), false);
    return GapwatchCommand.commandLine(
            Commands.all(environment, terminal, crontab), terminal, nowhere, nowhere)
        .parseArgs(words.toArray(String[]::new));
  }

  private static String value(String unit, String key) throws IOException {
    List<String> values = lines(unit).stream().filter(line -> line.startsWith(key + "=")).toList();
    assertThat(values).as("%s of %s", key, unit).hasSize(1);
    return values.get(0).substring(key.length() + 1);
  }

  private static List<String> lines(String unit) throws IOException {
    return Files.readAllLines(SCRIPTS.resolve(unit));
  }
}
