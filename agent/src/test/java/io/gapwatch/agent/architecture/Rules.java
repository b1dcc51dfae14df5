package io.gapwatch.agent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The laws of the code, under any root package, so that a test can hold them against classes that
 * break them.
 */
record Rules(String root) {
  /** A package may import only from those before it; those in one line not from each other. */
  private static final List<List<String>> ORDER =
      List.of(
          List.of("config"),
          List.of("http"),
          List.of("secret"),
          List.of("secret.oci"),
          List.of("source"),
          List.of("probe"),
          List.of("probe.data"),
          List.of("finding"),
          List.of("incident"),
          List.of("history"),
          List.of("notify"),
          List.of("notify.channel"),
          List.of("report"),
          List.of("schedule", "keepalive", "upkeep"),
          List.of("doctor"),
          List.of("app"),
          List.of("demo"),
          List.of("cli"));

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

  private static Map<String, List<String>> homes() {
    Map<String, List<String>> homes = new LinkedHashMap<>();
    homes.put("org.duckdb..", List.of("source"));
    homes.put("org.postgresql..", List.of("source"));
    homes.put("java.sql..", List.of("source", "history", "demo"));
    homes.put("org.sqlite..", List.of("history"));
    homes.put("picocli..", List.of("cli"));
    homes.put("org.snakeyaml..", List.of("config"));
    homes.put("com.cronutils..", List.of("config"));
    homes.put("com.oracle..", List.of("secret.oci"));
    homes.put(
        "com.fasterxml..",
        List.of("secret.oci", "source", "history", "notify", "notify.channel", "report", "demo"));
    homes.put("java.net.http..", List.of());
    homes.put("com.sun.net.httpserver..", List.of("demo"));
    homes.put("dev.failsafe..", List.of("secret.oci", "notify", "notify.channel"));
    homes.put("com.github.f4b6a3..", List.of("history", "notify", "app"));
    return homes;
  }

  private String in(String name) {
    return root + "." + name;
  }

  /** One rule for each package: none of those behind it, nor beside it, may be imported. */
  List<ArchRule> importsFollowTheOrder() {
    List<ArchRule> rules = new ArrayList<>();
    for (int i = 0; i < ORDER.size(); i++) {
      for (String name : ORDER.get(i)) {
        Stream<String> forbidden =
            ORDER.subList(i, ORDER.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(this::in);
        rules.add(
            noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    Stream.concat(forbidden, Stream.of(root)).toArray(String[]::new))
                .allowEmptyShould(true));
      }
    }
    return rules;
  }

  /** What is not in the order could import anything. */
  ArchRule everyPackageHasAPlace() {
    return classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(ORDER.stream().flatMap(List::stream).map(this::in), Stream.of(root))
                .toArray(String[]::new));
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
        // Its one task is to silence the HTTP client's use of the JDK's logging.
        .doNotHaveSimpleName("WireLogs")
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
