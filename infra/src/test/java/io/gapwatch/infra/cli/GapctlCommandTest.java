package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GapctlCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void cloneProject() throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
  }

  @Test
  void planShowsEveryResourceAndTheCostOfAFreshClone() {
    assertThat(run("plan")).isZero();

    assertThat(out.toString())
        .startsWith("The stack dev consists of 19 resources:\n")
        .contains(
            "  + Instance                         watcher\n      the VM that runs the agent\n")
        .contains("Optional: Budget, Rule: an e-mail at the first cent that the month costs\n")
        .endsWith(
            "Next: pulumi config set tenancyId OCID, then the rest of docs/deploy.md, section 3.\n")
        .contains("  + Secret                           MOTHERDUCK_TOKEN\n")
        .containsPattern("\\| Total +\\| +\\| +\\| \\$0 +\\|");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void planFollowsTheStacksFile() throws IOException {
    Files.writeString(
        root.resolve("Pulumi.prd.yaml"),
        """
        config:
          gapwatch:budgetEmail: me@example.org
          gapwatch:sshFrom: [198.51.100.7/32]
          gapwatch:availabilityDomain: 3
        """);

    assertThat(run("plan", "--stack", "prd")).isZero();

    assertThat(out.toString())
        .contains("      sends an e-mail at the first cent\n")
        .doesNotContain("Optional: Budget", "Optional: Network");
    assertThat(out.toString()).contains("22 resources", "budget-alert", "ssh-from-198.51.100.7/32");
  }

  @Test
  void aMistypedKeyIsRefusedWithTheOneThatWasMeant() throws IOException {
    Files.writeString(root.resolve("Pulumi.dev.yaml"), "config: {'gapwatch:oncpus': 2}\n");

    assertThat(run("plan")).isEqualTo(2);

    assertThat(err.toString())
        .isEqualTo(
            "gapctl: gapwatch:oncpus is not a key of Pulumi.yaml; did you mean ocpus? pulumi config"
                + " rm oncpus\n");
  }

  @Test
  void planShowsTheCostBesideTheRefusal() throws IOException {
    Files.writeString(root.resolve("Pulumi.dev.yaml"), "config: {'gapwatch:ocpus': 4}\n");

    assertThat(run("plan")).isEqualTo(2);

    assertThat(out.toString()).contains("$14.76");
    assertThat(err.toString()).startsWith("gapctl: the stack goes beyond Always Free");
  }

  @Test
  void theTimeIsThatOfTheClockThatItWasBuiltWith() throws IOException {
    Files.writeString(
        root.resolve("Pulumi.dev.yaml"),
        "config: {'gapwatch:releaseUrlExpires': '%s'}\n"
            .formatted(SettingsFixture.NOW.plusSeconds(1)));
    assertThat(run("plan")).isZero();

    Files.writeString(
        root.resolve("Pulumi.dev.yaml"),
        "config: {'gapwatch:releaseUrlExpires': '%s'}\n".formatted(SettingsFixture.NOW));
    assertThat(run("plan")).isEqualTo(2);

    assertThat(err.toString())
        .contains("gapwatch:releaseUrlExpires should be auto, or a time ahead");
  }

  /** An empty name was this machine. */
  @Test
  void anAddressThatIsNoneIsAUsageError() {
    for (String wrong : List.of("--host=", "--host=ubuntu@192.0.2.10")) {
      assertThat(run("logs", wrong)).isEqualTo(64);
      assertThat(err.toString())
          .contains("are not an address and a port, such as --host 192.0.2.10");
    }
    assertThat(run("logs", "--host=a", "--port=99999")).isEqualTo(64);
  }

  @Test
  void aMistypedOptionIsAUsageErrorWithTheRightOne() {
    assertThat(run("plan", "--stak", "x")).isEqualTo(64);

    assertThat(err.toString()).contains("Unknown option", "Possible solutions: --stack");
  }

  @Test
  void aMistypedCommandIsAUsageErrorWithTheRightOne() {
    assertThat(run("statsu")).isEqualTo(64);

    assertThat(err.toString()).contains("'statsu'", "Did you mean: gapctl status");
  }

  @Test
  void withoutACommandThoseThatThereAreAreShown() {
    assertThat(Typed.run(out, err)).isEqualTo(64);

    assertThat(err.toString()).contains("Usage: gapctl", "healthcheck", "Exit codes:");
  }

  @Test
  void helpFitsInAUsualTerminal() {
    assertThat(Typed.run(out, err, "help")).isZero();
    List<String> commands =
        out.toString()
            .lines()
            .takeWhile(line -> !line.startsWith("Exit codes"))
            .filter(line -> line.matches("  [a-z][a-z-]+ .*"))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertThat(commands).contains("up", "install", "completion", "version", "help");

    for (String command : commands) {
      assertThat(Typed.run(out, err, "help", command)).isZero();
    }
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(out.toString()).contains("Usage: gapctl up ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theFirstLineOfEachCommandIsAWholeSentence() {
    assertThat(
            new CommandLine(new GapctlCommand(InstantSource.fixed(Instant.EPOCH)))
                .getSubcommands()
                .values())
        .extracting(each -> each.getCommandSpec().usageMessage().description()[0])
        .allMatch(line -> line.endsWith("."));
  }

  @Test
  void helpOfAMistypedCommandNamesTheRightOne() {
    assertThat(Typed.run(out, err, "help", "destory")).isEqualTo(64);

    assertThat(err.toString()).contains("'destory'", "gapctl destroy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsCommandsAndOptions(String shell) {
    assertThat(Typed.run(out, err, "completion", shell)).isZero();

    assertThat(out.toString()).contains("install", "--replace-config", "--hunt");
    assertThat(out.toString().contains("bashcompinit && bashcompinit\n")).isTrue();
  }

  @Test
  void aValueOfTheWrongKindIsSaidInPlainWords() {
    assertThat(run("tunnel", "--remote-port", "http")).isEqualTo(64);

    assertThat(err.toString())
        .isEqualTo(
            """
            gapctl: Invalid value for option '--remote-port': 'http' is not a whole number
            Try 'gapctl tunnel --help'.
            """);
  }

  @Test
  void aMistypedServiceIsToldWithThoseThatThereAreAsTheHelpNamesThem() {
    assertThat(run("tunnel", "grafanaa")).isEqualTo(64);

    assertThat(err.toString())
        .isEqualTo(
            """
            gapctl: Invalid value for positional parameter at index 0 (SERVICE): expected one of grafana, prometheus, alertmanager, vault but was 'grafanaa'
            Try 'gapctl tunnel --help'.
            """);
    assertThat(run("tunnel", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("One of the stack's: grafana, prometheus, alertmanager, vault.");
  }

  @ParameterizedTest
  @CsvSource({"--every,soon,not a duration such as 30m or 3h", "--api,foo,https://…"})
  void aValueThatIsNotUnderstoodIsToldWithItsRule(String option, String value, String rule) {
    assertThat(run("healthcheck", option, value)).isEqualTo(64);

    assertThat(err.toString()).contains("'%s'".formatted(value), rule).doesNotContain("Exception");
  }

  @Test
  void aFolderWithoutAProjectIsSaid() throws IOException {
    Files.delete(root.resolve("Pulumi.yaml"));

    assertThat(run("plan")).isEqualTo(2);
    assertThat(run("status")).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("gapctl: there is no Pulumi.yaml in " + root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "up -V", "version"})
  void theVersionIsOneLine(String typed) {
    assertThat(Typed.run(out, err, typed.split(" "))).isZero();

    assertThat(out.toString()).startsWith("gapctl ").hasLineCount(1);
  }

  private int run(String command, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = command;
    System.arraycopy(options, 0, args, 1, options.length);
    args[options.length + 1] = "--root";
    args[options.length + 2] = root.toString();
    return Typed.run(out, err, args);
  }
}
