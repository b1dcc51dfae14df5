package io.gapwatch.agent.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every type, key, metric and default stands in the documents as it is declared. */
class ReferenceTest {
  private static final String PAGE =
      """
      # The checks

      ## tide: how high the water stands

      <!-- keys of tide -->
      | key | meaning | default |
      |---|---|---|
      | `pier` | where the gauge is | required |
      | `gauge` | which one | `north` |
      <!-- end -->

      Words between the tables stay.

      <!-- metrics of tide -->
      | metric | meaning | unit | worse | warning | critical |
      |---|---|---|---|---|---|
      | `height` (main) | how high the water stands; `calibrate` suggests a limit | number | higher | >3 | none |
      | `boats` | boats that float | number | lower | none | <2 |
      | `waves` | waves in a minute | number |  |  |  |
      <!-- end -->

      ## Something else
      """;

  /** A check that no source can answer. */
  private record Tide() implements CheckType {
    @Override
    public String type() {
      return "tide";
    }

    @Override
    public String title() {
      return "TIDE";
    }

    @Override
    public Class<? extends Session> asks() {
      return Session.class;
    }

    @Override
    public Shape keys() {
      return Shape.of(
          Key.required("pier", Kinds.text(), "where the gauge is"),
          Key.optional("gauge", Kinds.text(), "which one").withDefault("north"));
    }

    @Override
    public Metrics metrics() {
      return Metrics.of(
          Metric.high("height", Unit.COUNT, "how high the water stands")
              .warning("3")
              .main()
              .calibrated(),
          Metric.low("boats", Unit.COUNT, "boats that float").critical("2"),
          Metric.neutral("waves", Unit.COUNT, "waves in a minute"));
    }

    @Override
    public Probe probe(Settings settings) {
      throw new UnsupportedOperationException("nobody asks it");
    }
  }

  @TestFactory
  Stream<DynamicTest> tablesOfTheDocumentsAreThoseOfTheCode() {
    return Reference.pages().entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey(), () -> assertHasTables(page.getKey(), page.getValue())));
  }

  private static void assertHasTables(String name, List<Table> tables) {
    String page = Documents.read(name);
    String renewed = page;
    for (Table table : tables) {
      renewed = table.renewed(renewed);
    }
    if (Boolean.getBoolean("golden.update")) {
      GoldenFile.check(Documents.ROOT.resolve(name), renewed);
    }
    String read = Documents.read(name);
    assertThat(tables.stream().flatMap(table -> table.problems(name, read).stream())).isEmpty();
    assertThat(read)
        .as("lines in another order; run scripts/update-golden-files")
        .isEqualTo(renewed);
  }

  @Test
  void pageThatSaysAllHasNoProblem() {
    assertThat(problems(PAGE)).isEmpty();
    assertThat(renewed(PAGE)).isEqualTo(PAGE);
  }

  @Test
  void typeWithoutSectionIsTold() {
    assertThat(problems(PAGE.replace("## tide", "## ebb")))
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo(
            "checks.md has no section on tide: add a heading that begins with it, some words, an"
                + " example, and the lines \"<!-- keys of tide -->\" and \"<!-- end -->\";"
                + " scripts/update-golden-files fills in what is between");
  }

  @Test
  void sectionWithoutTableIsTold() {
    assertThat(problems(PAGE.replace("<!-- metrics of tide -->", "")))
        .containsExactly(
            "checks.md has no table of the metrics of tide: add the lines \"<!-- metrics of tide"
                + " -->\" and \"<!-- end -->\" to its section; scripts/update-golden-files fills in"
                + " what is between");
  }

  @Test
  void tableInAnotherSectionIsTold() {
    String moved = PAGE.replace("Words between", "## Words between");
    assertThat(problems(moved)).hasSize(1).first().asString().contains("no table of the metrics");
  }

  @Test
  void missingKeyIsTold() {
    String row = "| `gauge` | which one | `north` |";
    String page = PAGE.replace(row + "\n", "");

    assertThat(problems(page))
        .containsExactly(
            "checks.md, keys of tide: the table lacks "
                + row
                + "; scripts/update-golden-files renews it");
    assertThat(renewed(page)).isEqualTo(PAGE);
  }

  @Test
  void wrongDefaultsAreTold() {
    String page = PAGE.replace("`north`", "`south`").replace("<2", "<3");

    assertThat(problems(page))
        .hasSize(4)
        .anyMatch(text -> text.contains("lacks | `gauge` | which one | `north` |"))
        .anyMatch(text -> text.contains("has, against the code, | `gauge` | which one | `south` |"))
        .anyMatch(text -> text.contains("lacks | `boats`") && text.contains("<2"))
        .anyMatch(text -> text.contains("has, against the code, | `boats`"));
    assertThat(renewed(page)).isEqualTo(PAGE);
  }

  @Test
  void everyTypeHasATable() {
    assertThat(Reference.pages().get(Reference.CHECKS))
        .extracting(Table::of)
        .contains("gaps", "staleness", "sql", "disk");
    assertThat(Reference.pages().get(Reference.CONFIGURE))
        .extracting(Table::of)
        .contains("env", "oci-vault", "duckdb", "postgres", "host", "pushover", "healthchecks")
        .contains("top level", "jobs", "every check");
  }

  private static List<String> problems(String page) {
    return Reference.ofChecks(List.of(new Tide())).stream()
        .flatMap(table -> table.problems("checks.md", page).stream())
        .toList();
  }

  private static String renewed(String page) {
    String renewed = page;
    for (Table table : Reference.ofChecks(List.of(new Tide()))) {
      renewed = table.renewed(renewed);
    }
    return renewed;
  }
}
