package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.epochs.SealedHours.Unit;
import io.gapwatch.agent.probe.epochs.SealedHours.Writer;
import io.gapwatch.agent.probe.epochs.SealingEvent.Deed;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Runs come and go while hours are sealed, and rows go, come back and are changed in between: what
 * is wrong is told by each run, ends by no loss of rows, and where nothing is wrong nothing is
 * told.
 */
class EpochsRunsPropertyTest {
  private static Connection connection;

  private record Story(Writer writer, boolean participation, List<SealingEvent> events) {
    String yaml() {
      return "{table: sealed_epochs, participants: {table: sealed_participants}%s}"
          .formatted(participation ? ", participation: {table: channel_participation}" : "");
    }
  }

  @BeforeContainer
  static void open() throws SQLException {
    connection = Databases.duckDb();
  }

  @AfterContainer
  static void close() throws SQLException {
    connection.close();
  }

  @Provide
  Arbitrary<Story> stories() {
    return stories(Deed.values());
  }

  @Provide
  Arbitrary<Story> healthyStories() {
    return stories(
        Deed.NOTHING, Deed.DUPLICATE, Deed.TELL_TIME, Deed.REVIVE, Deed.SEAL_ANEW, Deed.COME_LATE);
  }

  private static Arbitrary<Story> stories(Deed... deeds) {
    Arbitrary<Writer> writers =
        Combinators.combine(
                Arbitraries.of(2, 30, 80).map(Duration::ofMinutes),
                Arbitraries.of(true, false),
                Arbitraries.of(0, 5))
            .as(Writer::new);
    Arbitrary<SealingEvent> events =
        Combinators.combine(
                Arbitraries.of(deeds),
                Arbitraries.of("", "milo", "milo", "cls"),
                Arbitraries.of("", "", "lacy", "adapt"),
                Arbitraries.of(1, 2, 3, 5, 8, 20, 24, 100),
                Arbitraries.of(1, 1, 2, 3, 100),
                Arbitraries.of(1, 20, 30, 60, 60, 90, 300))
            .as(SealingEvent::new);
    return Combinators.combine(
            writers, Arbitraries.of(true, false), events.list().ofMinSize(4).ofMaxSize(9))
        .as(Story::new);
  }

  @Property(tries = 40, seed = "1")
  void whatIsWrongIsToldUntilItIsRight(@ForAll("stories") Story story) throws SQLException {
    SealedHours hours = new SealedHours(story.writer());
    hours.until(SealedHours.BEGIN.plus(Duration.ofMinutes(27 * 60 + 35)));
    Followed runs = new Followed(new EpochsCheck(), story.yaml());
    Map<String, Set<Unit>> owed = new HashMap<>();
    run(runs, hours);
    for (SealingEvent event : story.events()) {
      event.happen(hours);
      hours.until(hours.now().plus(Duration.ofMinutes(event.minutes())));
      Followed.Told told = run(runs, hours);
      for (String group : hours.groups()) {
        assertTold(told.result(), group, hours, story);
      }
      for (Incident resolved : told.resolved()) {
        assertRight(resolved, owed.getOrDefault(resolved.id(), Set.of()), hours, told.result());
      }
      told.active()
          .forEach(
              incident ->
                  owed.computeIfAbsent(incident.id(), any -> new TreeSet<>())
                      .addAll(told(incident, hours, told.result())));
    }
    assertEndsOnceItIsRight(runs, owed, hours);
  }

  @Property(tries = 20, seed = "1")
  void whereNothingIsWrongNothingIsTold(@ForAll("healthyStories") Story story) throws SQLException {
    SealedHours hours = new SealedHours(story.writer());
    hours.until(SealedHours.BEGIN.plus(Duration.ofMinutes(27 * 60 + 35)));
    Followed runs = new Followed(new EpochsCheck(), story.yaml());
    for (SealingEvent event : story.events()) {
      event.happen(hours);
      hours.until(hours.now().plus(Duration.ofMinutes(event.minutes())));
      assertThat(run(runs, hours).result().findings()).as("at %s", hours.now()).isEmpty();
    }
  }

  private static Followed.Told run(Followed runs, SealedHours hours) throws SQLException {
    hours.store(connection);
    hours.seen();
    return runs.run(Databases.session(connection, Dialect.DUCKDB), hours.now());
  }

  /** Each is told, or said to be unknown. */
  private static void assertTold(CheckResult result, String group, SealedHours hours, Story story) {
    if (hours.stalls(group)) {
      assertSays(result, group, "newest epoch");
    }
    if (hours.tellsSeals(group)) {
      if (!story.participation() && !hours.missing(group).isEmpty()) {
        assertSays(result, group, "missing epochs");
      }
      if (story.participation() && !hours.incomplete(group).isEmpty()) {
        assertSays(result, group, "incomplete epochs");
      }
    }
    if (story.participation() && hours.standsStill(group)) {
      assertSays(result, group, "participation");
    }
    if (!hours.empty(group).isEmpty()) {
      assertSays(result, group, "zero participants");
    }
    if (hours.isEmptyOfLate(group)) {
      assertSays(result, group, "zero participants in recent epochs");
    }
    if (hours.tellsSeals(group) && hours.drops(group)) {
      assertSays(result, group, "participants");
    }
  }

  private static void assertSays(CheckResult result, String group, String what) {
    assertThat(result.findings())
        .as("%s of %s: %s", what, group, result.summary())
        .anyMatch(
            finding ->
                finding.subject().equals(group + ": " + what)
                    || (finding.severity() == Severity.UNKNOWN && isOf(finding, group)));
  }

  private static boolean isOf(Finding finding, String group) {
    return finding.place().part().isEmpty() || finding.place().part().equals(group);
  }

  /** What a run told of, by the rows as they were. */
  private static Set<Unit> told(Incident incident, SealedHours hours, CheckResult result) {
    String subject = incident.finding().subject();
    if (result.findings().stream().noneMatch(finding -> finding.subject().equals(subject))) {
      return Set.of();
    }
    String group = subject.replaceAll(":.*", "");
    return switch (subject.replaceAll(".*: ", "")) {
      case "missing epochs" -> hours.missing(group);
      case "incomplete epochs" -> hours.incomplete(group);
      case "zero participants" -> hours.empty(group);
      case "participants" -> Set.of(new Unit(hours.tested(group), group, ""));
      default -> Set.of();
    };
  }

  private static void repair(SealedHours hours) {
    for (Deed deed :
        List.of(
            Deed.RENAME_BACK,
            Deed.RESTORE,
            Deed.RESTORE_PARTICIPATION,
            Deed.RESTORE_PARTICIPANTS,
            Deed.TELL_TIME)) {
      new SealingEvent(deed, "", "", 1000, 1000, 0).happen(hours);
    }
    hours.until(hours.now().plusSeconds(60));
  }

  /** All is there again; what is open after that is told of still, or there was more. */
  private static void assertEndsOnceItIsRight(
      Followed runs, Map<String, Set<Unit>> owed, SealedHours hours) throws SQLException {
    repair(hours);
    Followed.Told first = run(runs, hours);
    hours.until(hours.now().plusSeconds(60));
    Followed.Told last = run(runs, hours);
    Set<String> told =
        Stream.of(first, last)
            .flatMap(each -> each.result().findings().stream())
            .map(one -> one.severity() == Severity.UNKNOWN ? "unknown" : one.subject())
            .collect(Collectors.toSet());
    for (Incident incident : last.active()) {
      String subject = incident.finding().subject();
      Set<Unit> wrong = owed.getOrDefault(incident.id(), Set.of());
      if (told.contains("unknown") || told.contains(subject) || wrong.isEmpty()) {
        continue;
      }
      switch (subject.replaceAll(".*: ", "")) {
        case "incomplete epochs" -> assertThat(wrong).as(subject).anyMatch(hours::isIncomplete);
        case "zero participants" -> assertThat(wrong).as(subject).anyMatch(hours::isEmpty);
        default -> {}
      }
    }
  }

  private static void assertRight(
      Incident resolved, Set<Unit> owed, SealedHours hours, CheckResult result) {
    String subject = resolved.finding().subject();
    String group = subject.replaceAll(":.*", "");
    List<Unit> wrong = new ArrayList<>(owed);
    switch (subject.replaceAll(".*: ", "")) {
      case "missing epochs" -> wrong.removeIf(unit -> !hours.isMissing(unit));
      case "incomplete epochs" -> wrong.removeIf(unit -> !hours.isIncomplete(unit));
      case "zero participants" -> wrong.removeIf(unit -> !hours.isEmpty(unit));
      case "zero participants in recent epochs" ->
          assertThat(hours.tellsSeals(group) && !hours.isEmptyOfLate(group))
              .as("resolved: %s at %s", subject, hours.now())
              .isTrue();
      case "participants" -> {
        assertThat(hours.drops(group)).as("resolved: %s at %s", subject, hours.now()).isFalse();
        wrong.removeIf(unit -> unit.hour() <= hours.tested(group));
      }
      case "newest epoch" ->
          assertThat(hours.stalls(group))
              .as("resolved: %s", resolved.finding().summary())
              .isFalse();
      default -> wrong.clear();
    }
    assertThat(wrong)
        .as("resolved: %s at %s, %s", subject, hours.now(), result.summary())
        .isEmpty();
  }
}
