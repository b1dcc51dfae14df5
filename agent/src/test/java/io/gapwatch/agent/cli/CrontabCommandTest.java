package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with a crontab program that keeps its table in a file. */
class CrontabCommandTest {
  private static final String THEIRS = "SHELL=/bin/fish\n0 1 * * * backup\n";

  private final Path folder;
  private final Path table;
  private final Path program;
  private final Environment environment;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();

  CrontabCommandTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    environment = Installation.in(folder, "chain: 7 */3 * * *").environment();
    table = Files.writeString(folder.resolve("table"), THEIRS);
    program =
        script(
            "crontab",
            "case $1 in -l) cat '%1$s';; -) cat > '%1$s.new' && mv '%1$s.new' '%1$s';; esac"
                .formatted(table));
    script("launch", "exit 0");
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private int run(String user, Optional<Boolean> answer, String... more) {
    Confirmation confirmation =
        question -> {
          asked.add(question);
          return answer;
        };
    CrontabCommand command = new CrontabCommand(environment, confirmation, user);
    String[] arguments =
        Stream.concat(Stream.of("crontab"), Stream.of(more)).toArray(String[]::new);
    Terminal terminal = new Terminal(false);
    return GapwatchCommand.commandLine(
            Commands.all(environment, terminal, command),
            terminal,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(arguments);
  }

  private int install(String user, Optional<Boolean> answer, String... more) {
    return run(
        user,
        answer,
        Stream.concat(
                Stream.of("install", "--launcher", "launch", "--crontab", program.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void showPrintsTheBlockAndChangesNothing() {
    assertThat(run("opc", Optional.empty(), "show", "--launcher", "launch")).isZero();
    assertThat(out.toString())
        .startsWith("# BEGIN gapwatch")
        .contains("7 */3 * * * /usr/bin/env HOME=", folder.resolve("launch") + " run chain")
        .contains("--config " + folder.resolve("gapwatch.yaml"))
        .endsWith("# END gapwatch " + folder.resolve("gapwatch.yaml") + "\n");
    assertThat(table).hasContent(THEIRS);
  }

  @Test
  void theKeepAliveHasALineWhenItIsConfiguredAndWorksInBursts() throws IOException {
    run("opc", Optional.empty(), "show", "--launcher", "launch");
    configure("keepAlive: {hold: memory}");
    run("opc", Optional.empty(), "show", "--launcher", "launch");
    assertThat(out.toString()).doesNotContain("keep-alive");

    configure("keepAlive: {schedule: '41 * * * *'}");
    run("opc", Optional.empty(), "show", "--launcher", "launch");
    assertThat(out.toString())
        .contains("\n41 * * * * /usr/bin/env ", folder.resolve("launch") + " keep-alive --config ");
  }

  private void configure(String section) throws IOException {
    Installation installation = new Installation(folder);
    installation.writeJobs("chain: 7 */3 * * *");
    Files.writeString(installation.config(), section + "\n", StandardOpenOption.APPEND);
  }

  @Test
  void installShowsTheChangeAsksAndMakesIt() throws IOException {
    assertThat(install("opc", Optional.of(true))).isZero();
    assertThat(asked).containsExactly("Apply these changes to the crontab of opc? [y/N] ");
    assertThat(out.toString()).contains("+ 7 */3 * * *").contains("Copy of the old crontab: ");
    assertThat(Files.readString(table)).startsWith("# BEGIN gapwatch").endsWith(THEIRS);
  }

  @Test
  void installTwiceChangesNothingAndAsksNothing() throws IOException {
    install("opc", Optional.empty(), "--yes");
    String once = Files.readString(table);
    assertThat(install("opc", Optional.empty())).isZero();
    assertThat(out.toString()).contains("already up to date");
    assertThat(asked).isEmpty();
    assertThat(table).hasContent(once);
  }

  @Test
  void removeGivesBackTheOthersByteForByte() throws IOException {
    install("opc", Optional.empty(), "--yes");
    assertThat(run("opc", Optional.empty(), "remove", "--yes", "--crontab", program.toString()))
        .isZero();
    assertThat(Files.readString(table)).isEqualTo(THEIRS);
  }

  /** Cron's own program refuses a table whose last line does not end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1 * * * backup",
        "SHELL=/bin/sh\r\n0 1 * * * backup",
        "0 1 * * * backup\n# the last comment",
        "\n\n0 1 * * * backup\n  "
      })
  void aTableWithoutALastLineEndGetsOne(String theirs) throws IOException {
    script(
        "crontab",
        """
        case $1 in
        -l) cat '%1$s' ;;
        -) cat > '%1$s.new'
          if [ -n "$(tail -c 1 '%1$s.new')" ]; then
            echo "new crontab file is missing newline before EOF, can't install." >&2
            exit 1
          fi
          mv '%1$s.new' '%1$s' ;;
        esac\
        """
            .formatted(table));
    Files.writeString(table, theirs);
    assertThat(install("opc", Optional.empty(), "--yes")).as(err.toString()).isZero();
    assertThat(Files.readString(table)).contains(" run chain ").endsWith("\n" + theirs + "\n");
    assertThat(run("opc", Optional.empty(), "remove", "--yes", "--crontab", program.toString()))
        .isZero();
    assertThat(Files.readString(table)).isEqualTo(theirs + "\n");
  }

  @Test
  void whoeverSaysNoGetsNoChange() {
    assertThat(install("opc", Optional.of(false))).isEqualTo(2);
    assertThat(err.toString()).contains("nothing was changed");
    assertThat(table).hasContent(THEIRS);
  }

  @Test
  void withoutATerminalItNeedsYes() {
    assertThat(install("opc", Optional.empty())).isEqualTo(2);
    assertThat(err.toString()).contains("no terminal to confirm on").contains("--yes");
    assertThat(table).hasContent(THEIRS);
  }

  @Test
  void rootIsRefusedUnlessTold() {
    assertThat(install("root", Optional.of(true), "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("root's crontab").contains("--allow-root");
    assertThat(table).hasContent(THEIRS);
    assertThat(install("root", Optional.of(true), "--yes", "--allow-root")).isZero();
  }

  @Test
  void anUnknownLauncherIsSaid() {
    assertThat(run("opc", Optional.empty(), "show")).isEqualTo(2);
    assertThat(err.toString()).contains("--launcher");
    assertThat(run("opc", Optional.empty(), "show", "--launcher", "table")).isEqualTo(2);
    assertThat(err.toString()).contains("is not executable");
  }
}
