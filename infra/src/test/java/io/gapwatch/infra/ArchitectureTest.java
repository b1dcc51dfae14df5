package io.gapwatch.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of the packages, and the one home of each library. */
class ArchitectureTest {
  private static final String ROOT = "io.gapwatch.infra.";

  /** A package imports only from those before it. */
  private static final List<String> ORDER =
      List.of(
          "config", "process", "web", "tenancy", "oci", "cost", "doppler", "vault", "release",
          "stack", "deploy", "remote", "doctor", "compose", "cli");

  private static final Map<String, List<String>> HOMES =
      Map.of(
          "com.fasterxml.jackson.dataformat..", List.of("config"),
          "com.jcraft.jsch..", List.of("remote"),
          "com.oracle.bmc..", List.of("tenancy"),
          "com.pulumi.automation..", List.of("deploy"),
          "com.pulumi.test..", List.of("deploy"),
          "org.apache.commons.compress..", List.of("release"),
          "org.snakeyaml.engine..", List.of("compose"),
          "picocli..", List.of("cli"),
          "java.net.http..", List.of("web", "tenancy", "doppler", "vault", "remote"));

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Instant.now",
          "java.time.InstantSource.system",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gapwatch.infra");

  @Test
  void packagesImportOnlyFromThoseBeforeThem() {
    assertThat(CLASSES.size()).isGreaterThan(100);
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> ROOT + name + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + ORDER.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .check(CLASSES);
      }
    }
  }

  @Test
  void everyPackageIsInTheOrder() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName() + "."))
        .allMatch(
            name ->
                name.equals(ROOT)
                    || ORDER.stream().anyMatch(known -> name.startsWith(ROOT + known + ".")));
  }

  @Test
  void everyLibraryHasItsHome() {
    HOMES.forEach(
        (library, homes) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    homes.stream().map(home -> ROOT + home + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.gapwatch.infra.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEntryKnowsTheStandardStreams() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Gapctl")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  /** A command has one "now", and a test says which. */
  @Test
  void onlyTheEntriesReadAClock() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.gapwatch.infra.Gapctl")
        .and()
        .doNotHaveFullyQualifiedName("io.gapwatch.infra.stack.Program")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "reads a clock",
                call -> CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())))
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(CLASSES);
  }
}
