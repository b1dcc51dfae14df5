package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .contains("  + Instance                         watcher\n")
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

    assertThat(out.toString()).contains("22 resources", "budget-alert", "ssh-from-198.51.100.7/32");
  }

  @Test
  void planShowsTheCostBesideTheRefusal() throws IOException {
    Files.writeString(root.resolve("Pulumi.dev.yaml"), "config: {'gapwatch:ocpus': 4}\n");

    assertThat(run("plan")).isEqualTo(2);

    assertThat(out.toString()).contains("$14.76");
    assertThat(err.toString()).startsWith("gapctl: the stack goes beyond Always Free");
  }

  @Test
  void destroyWantsToBeMeant() {
    assertThat(run("destroy")).isEqualTo(2);

    assertThat(err.toString()).contains("say --yes");
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(run("plan", "--stak", "x")).isEqualTo(64);

    assertThat(err.toString()).contains("Unknown option", "Usage: gapctl plan");
  }

  private int run(String command, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = command;
    System.arraycopy(options, 0, args, 1, options.length);
    args[options.length + 1] = "--root";
    args[options.length + 2] = root.toString();
    return GapctlCommand.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
