package io.gapwatch.agent.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.upkeep.ActionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What people copy from the documents is taken by the loader, and does what it says. */
class ExamplesTest {
  private static final String BROKEN =
      """
      version: 1
      sources: {ethereum: {type: duckdb, url: "md:mainnet", token: "${secret:TOKEN}"}}
      jobs: {chain: {schedule: "7 * * * *", checks: [{id: blocks, type: gaps, source: ethereum, table: %s, chain: ethereum}]}}
      """;

  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyExampleLoads() throws IOException {
    return Example.all().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    () ->
                        assertThat(run().load(example.yaml()).checks())
                            .as(example.name())
                            .isNotEmpty()));
  }

  /**
   * The others run in {@link PostgresExamplesIT}, {@link InsideExamplesIT} and {@code
   * ReadyConfigurationsIT}.
   */
  @TestFactory
  Stream<DynamicTest> everyExampleRuns() throws IOException {
    return Example.all().stream()
        .filter(example -> !example.asksPostgres() && !example.asksInside())
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    () -> assertChecked(run().check(Offline.WITHOUT_POSTGRES.of(example.yaml())))));
  }

  /** Nothing is unknown, but for what no first run can know, such as a rate. */
  static void assertChecked(RunResult result) {
    assertThat(result.checks()).isNotEmpty();
    List<Finding> unknown =
        result.checks().stream()
            .flatMap(check -> check.findings().stream())
            .filter(finding -> finding.severity() == Severity.UNKNOWN)
            .toList();
    assertThat(unknown).allMatch(finding -> finding.unsettledAt(ExampleRun.NOW));
    assertThat(result.exitCode())
        .as("%s", result)
        .isIn(unknown.isEmpty() ? List.of(0, 1) : List.of(2));
  }

  @Test
  void exampleThatCannotBeCheckedIsSeen() throws IOException, SQLException {
    Offline offline = Offline.WITHOUT_POSTGRES;

    assertThat(run().check(offline.of(BROKEN.formatted("nowhere"))).exitCode()).isEqualTo(2);
    assertThat(run().check(offline.of(BROKEN.formatted("blocks"))).exitCode()).isZero();
  }

  @Test
  void standInsReplaceWhatNeedsAnAccount() {
    assertThat(
            new Offline("postgres://127.0.0.1:5/x")
                .of(
                    """
                    secrets: {from: oci-vault, vault: "${env:GAPWATCH_VAULT}"}   # a vault
                    sources:
                      a: {type: duckdb, url: "md:mainnet", token: "${secret:TOKEN}"}
                      b: {type: postgres, url: "${secret:URL}"}
                      c: {type: postgres, url: "postgres://db/x?connect_timeout=9", user: me, password: "${secret:P}"}
                    """))
        .isEqualTo(
            """
            secrets: {from: env}   # a vault
            sources:
              a: {type: duckdb, url: mainnet.duckdb}
              b: {type: postgres, url: "postgres://127.0.0.1:5/x"}
              c: {type: postgres, url: "postgres://127.0.0.1:5/x"}
            """);
  }

  @Test
  void partOfAFileIsCompleted() {
    assertThat(Example.in("page", "```yaml\nkeepAlive: {burst: 6m}\n```"))
        .singleElement()
        .extracting(Example::yaml)
        .asString()
        .startsWith("version: 1")
        .endsWith("keepAlive: {burst: 6m}\n");
  }

  @Test
  void everyTypeHasAnExample() throws IOException {
    Types types = Agent.types();
    List<String> words =
        Stream.of(
                types.checks().stream().map(CheckType::type),
                types.sources().stream().map(SourceType::type),
                types.channels().stream().map(ChannelType::type),
                types.actions().stream().map(ActionType::type))
            .flatMap(names -> names)
            .map(name -> "type: " + name)
            .collect(Collectors.toList());
    types.secretStores().stream().map(SecretStoreType::from).forEach(n -> words.add("from: " + n));
    String shown = Example.all().stream().map(Example::yaml).collect(Collectors.joining("\n"));

    assertThat(words).allSatisfy(word -> assertThat(shown).containsPattern(word + "\\b"));
  }

  /** Examples name the same files. */
  private ExampleRun run() throws IOException {
    return new ExampleRun(Files.createTempDirectory(folder, "example"));
  }
}
