package io.gapwatch.agent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.upkeep.ActionType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The laws of the code, under any root package, so that a test can hold them against classes that
 * break them.
 */
record Rules(String root) {
  /** What each package may import of the agent, besides itself. */
  private static final Map<String, Set<String>> MAY_IMPORT = Imports.allowed();

  /** Outside libraries, by package, and the packages that may use them. */
  private static final Map<String, List<String>> HOMES = homes();

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now",
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system");

  /** Outside libraries, by package, and the packages that may use them. */
  static Map<String, List<String>> homes() {
    Map<String, List<String>> homes = new LinkedHashMap<>();
    homes.put("org.duckdb..", List.of("source.sql"));
    homes.put("org.postgresql..", List.of("source.sql"));
    homes.put("java.sql..", List.of("source.sql", "history", "demo"));
    homes.put("org.sqlite..", List.of("history"));
    homes.put("picocli..", List.of("cli"));
    homes.put("org.snakeyaml..", List.of("config.schema"));
    homes.put("com.cronutils..", List.of("config"));
    homes.put("com.oracle..", List.of("secret.oci"));
    homes.put(
        "com.fasterxml..",
        List.of(
            "secret.oci",
            "secret.vault",
            "source.pm2",
            "probe.http",
            "history",
            "notify.*",
            "page",
            "report",
            "demo"));
    homes.put("jakarta.mail..", List.of("notify.email"));
    homes.put("org.eclipse.angus..", List.of("notify.email"));
    homes.put("java.net.http..", List.of());
    homes.put("com.sun.net.httpserver..", List.of("demo", "watch"));
    homes.put("dev.failsafe..", List.of("secret.oci", "secret.vault", "notify"));
    homes.put("com.github.f4b6a3..", List.of("notify", "run", "app"));
    return homes;
  }

  private String in(String name) {
    return root + "." + name;
  }

  /** One rule for each package: of the agent it imports itself and what its line names. */
  List<ArchRule> importsAreNamed() {
    return MAY_IMPORT.entrySet().stream()
        .map(line -> imports(line.getKey(), line.getValue()))
        .toList();
  }

  private ArchRule imports(String name, Set<String> named) {
    String[] allowed =
        Stream.concat(named.stream(), Stream.of(name)).map(this::in).toArray(String[]::new);
    // notify.* is also the name of notify.web, which has a line of its own.
    String[] others =
        MAY_IMPORT.keySet().stream()
            .filter(other -> !other.equals(name) && !other.contains("*"))
            .map(this::in)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .and()
        .resideOutsideOfPackages(others)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(root + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)))
        .allowEmptyShould(true);
  }

  /** What channels have in common is in {@code notify.web}. */
  ArchRule channelsDoNotKnowEachOther() {
    return SlicesRuleDefinition.slices()
        .matching(in("notify.(*)"))
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            JavaClass.Predicates.resideInAPackage(in("notify.web")));
  }

  /** A package without a line could import anything. */
  ArchRule everyPackageHasALine() {
    return classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(MAY_IMPORT.keySet().stream().map(this::in), Stream.of(root))
                .toArray(String[]::new));
  }

  /** What is not in its list cannot be configured, however well it is tested. */
  List<ArchRule> everyTypeIsInItsList() {
    Types types = Agent.types();
    return List.of(
        isIn(CheckType.class, types.checks()),
        isIn(ChannelType.class, types.channels()),
        isIn(SourceType.class, types.sources()),
        isIn(SecretStoreType.class, types.secretStores()),
        isIn(ActionType.class, types.actions()));
  }

  private static <T> ArchRule isIn(Class<T> contract, List<T> list) {
    Set<String> listed =
        list.stream().map(type -> type.getClass().getName()).collect(Collectors.toSet());
    return noClasses()
        .that()
        .areAssignableTo(contract)
        .and()
        .areNotInterfaces()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be missing in the list of " + contract.getSimpleName(),
                    type -> !listed.contains(type.getName()))))
        .allowEmptyShould(true);
  }

  /** Where null may be is said where it may be, and nowhere else it is. */
  ArchRule everyPackageIsNullMarked() {
    return classes()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be in a package that is @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
  }

  List<ArchRule> everyLibraryHasAHome() {
    return HOMES.entrySet().stream()
        .map(
            home ->
                (ArchRule)
                    noClasses()
                        .that()
                        .resideOutsideOfPackages(
                            home.getValue().stream().map(this::in).toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(home.getKey()))
        .toList();
  }

  /** Time is passed down, so that every run can be replayed. */
  ArchRule nobodyReadsAClock() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root, in("app"), in("demo"))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe("reads a clock", call -> isClock(call.getTarget())))
        .orShould()
        .callConstructor(java.util.Date.class);
  }

  private static boolean isClock(AccessTarget.MethodCallTarget target) {
    boolean instantOfAClock =
        target.getName().equals("now")
            && target.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Clock.class));
    return !instantOfAClock
        && CLOCKS.contains(target.getOwner().getName() + "." + target.getName());
  }

  ArchRule nobodyPrintsToTheStandardStreams() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
  }

  ArchRule nobodyUsesTheJdksLogging() {
    return noClasses()
        .that()
        // Their one task is to silence what a library logs with it.
        .haveNameNotMatching(".*\\.(WireLogs|DriverLogs)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..");
  }

  ArchRule noGrabBags() {
    return noClasses()
        .that(DescribedPredicate.<JavaClass>describe("are named", type -> true))
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)(\\$.*)?");
  }

  ArchRule noCycles() {
    return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
  }
}
