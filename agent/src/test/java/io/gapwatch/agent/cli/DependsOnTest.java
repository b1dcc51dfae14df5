package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.PushoverServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad part is one message, which names what was not checked because of it. */
class DependsOnTest extends Installation {
  private static final String LEDGER = "ledger: {type: postgres, url: \"postgres://u@%s/x\"}\n";
  private static final String CHECKS =
      """
            - {id: database, type: db-reachable, source: ledger}
            - {id: events, type: event-rate, source: ledger, table: t%1$s}
            - {id: sealing, type: epochs, source: ledger, table: t%1$s}
            - {id: late, type: sql, source: ledger, query: SELECT 1, warning: 1%2$s}
      """;

  DependsOnTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void aDatabaseThatIsDownIsOneMessageThatNamesWhatWasNotChecked() throws IOException {
    write("127.0.0.1:1", CHECKS.formatted(", dependsOn: database", ", dependsOn: events"), "");

    Ran run = gapwatch("run", "inside");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("not asked: it depends on database, which did not answer")
        .contains("→ see database first");
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("CRITICAL the database: unreachable: ")
        .endsWith("; not checked because of it: events, sealing, late");
    assertThat(gapwatch("incidents").out()).contains("1 incident");
  }

  @Test
  void withoutADependencyEachIsTold() throws IOException {
    write("127.0.0.1:1", CHECKS.formatted("", ""), "");

    gapwatch("run", "inside");

    // Unknowns of one cause have always been one line.
    assertThat(lines()).hasSize(2).anyMatch(line -> line.contains("3 checks could not run"));
  }

  @Test
  void notAskedIsNoRecoveryAndNoIncidentIsLost() throws IOException {
    write("127.0.0.1:1", CHECKS.formatted("", ""), "");
    gapwatch("run", "inside");
    write("127.0.0.1:1", CHECKS.formatted(", dependsOn: database", ", dependsOn: events"), "");

    gapwatch("run", "inside");
    gapwatch("run", "inside");

    assertThat(gapwatch("incidents").out()).contains("4 incidents").doesNotContain("resolved");
  }

  @Test
  void theLimitOfWhatIsToldMayBeOffAndThenTheOthersAreAsked() throws IOException {
    write(
        "127.0.0.1:1",
        CHECKS
            .formatted(", dependsOn: database", ", dependsOn: events")
            .replace("type: db-reachable,", "type: db-reachable, reachable: off,"),
        "");

    Ran run = gapwatch("run", "inside");

    assertThat(run.code()).isEqualTo(2);
    assertThat(lines()).anyMatch(line -> line.contains("2 checks could not run"));
  }

  @Test
  void theNetworkOfThisMachineExplainsWhatIsOutsideOfItAndNothingElse() throws IOException {
    // Not loopback by its name, and refused at once all the same.
    write(
        "0.0.0.0:1",
        CHECKS.formatted(", dependsOn: database", ", dependsOn: events")
            + "      - {id: cache, type: redis, source: cache}\n"
            + "      - {id: here, type: redis, source: here}\n",
        "uplink: [\"127.0.0.1:1\", \"[::1]:1\"]\n");

    Ran run = gapwatch("run", "inside");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("[Uplink] uplink, source this agent");
    assertThat(lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("CRITICAL reachable: "))
        .anyMatch(
            line ->
                line.startsWith(
                        "CRITICAL this machine's network: this machine's network is down: no"
                            + " connection to 127.0.0.1:1, nor to [::1]:1")
                    && line.endsWith(
                        "; not checked because of it: database, events, sealing, late, cache"));
  }

  @Test
  void anUplinkThatAnswersExplainsNothingAndEndsItsIncident() throws IOException {
    String checks = "      - {id: cache, type: redis, source: cache}\n";
    write("0.0.0.0:1", checks, "uplink: [\"127.0.0.1:1\"]\n");
    gapwatch("run", "inside");
    write("0.0.0.0:1", checks, "uplink: [\"127.0.0.1:1\", \"%s\"]\n".formatted(place()));

    gapwatch("run", "inside");
    gapwatch("run", "inside");

    assertThat(phone.messages())
        .extracting(PushoverServer.Arrived::message)
        .anyMatch(text -> text.contains("CRITICAL reachable: "))
        .anyMatch(text -> text.contains("resolved this machine's network"));
  }

  private String place() {
    return phone.uri().getHost() + ":" + phone.uri().getPort();
  }

  /** What the phone was told, without the heading and the state of the data. */
  private List<String> lines() {
    return phone.messages().stream()
        .map(PushoverServer.Arrived::message)
        .flatMap(String::lines)
        .filter(line -> line.matches("(CRITICAL|WARNING|UNKNOWN) .*"))
        .map(line -> line.replaceFirst(" \\(since .*$", ""))
        .toList();
  }

  private void write(String database, String checks, String uplink) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        %ssources:
          %s  cache: {type: redis, url: "redis://0.0.0.0:1"}
          here: {type: redis, url: "redis://127.0.0.1:1"}
        channels:
          phone: {type: pushover, token: "${secret:TOKEN}", user: "${secret:USER}", api: "%s"}
        jobs:
          inside:
            schedule: "7 * * * *"
            notify: [phone]
            checks:
        %s
        """
            .formatted(uplink, LEDGER.formatted(database), phone.uri(), checks.indent(0)));
  }
}
