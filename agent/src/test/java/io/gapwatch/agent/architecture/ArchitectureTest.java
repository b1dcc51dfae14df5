package io.gapwatch.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.gapwatch.agent.architecture.violations.app.HomelessLibrary;
import io.gapwatch.agent.architecture.violations.config.ReadsAClock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "io.gapwatch.agent";
  private static final String VIOLATIONS = ROOT + ".architecture.violations";

  private static final Rules LAW = new Rules(ROOT);
  private static final Rules LAW_OF_VIOLATIONS = new Rules(VIOLATIONS);

  private final JavaClasses code =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private final JavaClasses violations = new ClassFileImporter().importPackages(VIOLATIONS);

  static Stream<ArchRule> laws() {
    return Stream.of(
            LAW.importsAreNamed(),
            LAW.everyTypeIsInItsList(),
            LAW.everyLibraryHasAHome(),
            List.of(
                LAW.everyPackageHasALine(),
                LAW.everyPackageIsNullMarked(),
                LAW.channelsDoNotKnowEachOther(),
                LAW.nobodyReadsAClock(),
                LAW.nobodyPrintsToTheStandardStreams(),
                LAW.nobodyUsesTheJdksLogging(),
                LAW.noGrabBags(),
                LAW.noCycles()))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void isKept(ArchRule law) {
    law.check(code);
  }

  /** So that no rule passes because it was given nothing to look at. */
  @Test
  void looksAtAllOfTheCode() {
    assertThat(code.size()).isGreaterThan(200);
    assertThat(code).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    assertThat(code.stream().map(type -> type.getPackageName()).distinct())
        .contains(ROOT, ROOT + ".config", ROOT + ".probe.gaps", ROOT + ".cli");
  }

  @Test
  void importThatIsNotNamedIsSeen() {
    assertBroken(LAW_OF_VIOLATIONS.importsAreNamed(), "config.AsksASource");
  }

  @Test
  void channelThatKnowsAnotherIsSeen() {
    assertBroken(
        List.of(LAW_OF_VIOLATIONS.channelsDoNotKnowEachOther()), "notify.first.KnowsTheSecond");
  }

  @Test
  void typeThatIsInNoListIsSeen() {
    assertBroken(LAW_OF_VIOLATIONS.everyTypeIsInItsList(), "source.Unlisted");
  }

  @Test
  void packageThatIsNotNullMarkedIsSeen() {
    assertBroken(List.of(LAW_OF_VIOLATIONS.everyPackageIsNullMarked()), "one.GoesRound");
  }

  @Test
  void homelessPackageIsSeen() {
    assertBroken(List.of(LAW_OF_VIOLATIONS.everyPackageHasALine()), "one.GoesRound");
  }

  @Test
  void homelessLibraryIsSeen() {
    assertBroken(
        LAW_OF_VIOLATIONS.everyLibraryHasAHome(), "app." + HomelessLibrary.class.getSimpleName());
  }

  @Test
  void everyKindOfClockIsSeen() {
    String told =
        assertBroken(List.of(LAW_OF_VIOLATIONS.nobodyReadsAClock()), "config.ReadsAClock");
    for (var method : ReadsAClock.class.getDeclaredMethods()) {
      assertThat(told).contains("ReadsAClock." + method.getName() + "(");
    }
    assertThat(told).as("a clock that is passed in is fine").doesNotContain("TakesAClock");
  }

  @Test
  void standardStreamIsSeen() {
    assertBroken(
        List.of(LAW_OF_VIOLATIONS.nobodyPrintsToTheStandardStreams()), "report.PrintsToTheConsole");
  }

  @Test
  void loggingIsSeen() {
    assertBroken(List.of(LAW_OF_VIOLATIONS.nobodyUsesTheJdksLogging()), "probe.LogsWithTheJdk");
  }

  @Test
  void grabBagIsSeen() {
    assertBroken(List.of(LAW_OF_VIOLATIONS.noGrabBags()), "cli.StringUtil");
  }

  @Test
  void cycleIsSeen() {
    assertBroken(List.of(LAW_OF_VIOLATIONS.noCycles()), "one.GoesRound");
  }

  private String assertBroken(List<ArchRule> rules, String culprit) {
    String told =
        String.join(
            "\n",
            rules.stream()
                .flatMap(rule -> rule.evaluate(violations).getFailureReport().getDetails().stream())
                .toList());
    assertThat(told).contains(VIOLATIONS + "." + culprit);
    return told;
  }
}
