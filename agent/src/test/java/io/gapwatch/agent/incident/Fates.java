package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A row of runs over tables to which anything happens, beside a model that knows what is really
 * missing: what is said to be over must be there.
 */
public final class Fates {
  private static final int ROWS = 60;
  private static final String UNREACHABLE = "nobody answers";

  private final Random dice;
  private final Watched watched;
  private final Map<String, Limits> limits;
  private final List<Rows> tables = List.of(new Rows(), new Rows());
  private final IncidentTracker tracker = new IncidentTracker("chain");
  private final Supplier<String> ids = Samples.ids();
  private final Map<Transition.Kind, Integer> told = new EnumMap<>(Transition.Kind.class);
  private final List<String> story = new ArrayList<>();

  /** Of each incident, what was missing when it was last seen there, and was not seen again. */
  private final Map<String, Set<Integer>> owed = new HashMap<>();

  /** Of each incident, what was there twice when it was last seen, and was not seen put right. */
  private final Map<String, Set<Integer>> twice = new HashMap<>();

  private final Map<String, String> scopes = new HashMap<>();
  private List<Incident> active = List.of();
  private Optional<Backup> backup = Optional.empty();
  private Looking looking = new Looking(0, 0, 30, 3);
  private int clock = ROWS;

  /** A state as it was, with what the model owed then. */
  private record Backup(
      List<Incident> active,
      Map<String, Span> memory,
      Map<String, Set<Integer>> owed,
      Map<String, Set<Integer>> twice,
      Map<String, String> scopes) {}

  public Fates(long seed, Watched watched, Map<String, Limits> limits) {
    this.dice = new Random(seed);
    this.watched = watched;
    this.limits = limits;
    tables.forEach(table -> table.fill(0, clock));
  }

  /** Lives through this many runs, then fills everything and sees that nothing is left. */
  public Map<Transition.Kind, Integer> live(int runs) {
    for (int run = 0; run < runs; run++) {
      for (int event = 1 + dice.nextInt(3); event > 0; event--) {
        happen();
      }
      if (dice.nextInt(12) == 0) {
        restart();
      }
      run(dice.nextInt(8) == 0, dice.nextInt(10) == 0);
    }
    tables.forEach(table -> table.fill(0, clock));
    tables.forEach(table -> table.unite(0, clock));
    story.add("all is filled, and nothing is there twice");
    for (int run = 0; run < 3; run++) {
      run(false, false);
    }
    if (!active.isEmpty()) {
      throw new AssertionError("not over although all is there: " + active + told());
    }
    return told;
  }

  private void happen() {
    Rows table = tables.get(looking.source());
    int first = clock - dice.nextInt(40);
    int last = Math.min(clock, first + dice.nextInt(8));
    switch (dice.nextInt(15)) {
      case 0, 1 -> delete(table, first, last);
      case 2 -> {
        story.add("filled " + first + "-" + last);
        table.fill(Math.max(0, first), last);
      }
      case 3 -> delete(table, 0, first);
      case 4 -> delete(table, last, clock);
      case 5 -> look(new Looking(1 - looking.source(), looking.from(), looking.hours(), 3));
      case 6 ->
          look(new Looking(looking.source(), first, 10 + dice.nextInt(30), 1 + dice.nextInt(4)));
      case 7, 8, 9 -> fillSomeOf(table);
      case 10 -> {
        story.add("repeated " + first + "-" + last);
        table.repeat(Math.max(0, first), last);
      }
      case 11, 12 -> {
        story.add("united " + first + "-" + (clock - 10));
        table.unite(0, Math.max(0, clock - 10));
      }
      default -> pass(1 + dice.nextInt(12));
    }
  }

  /** In the middle of what is known to be missing, so that it is split; or an end of it. */
  private void fillSomeOf(Rows table) {
    List<Span> spans =
        active.stream().flatMap(it -> it.finding().place().numbers().stream()).toList();
    if (spans.isEmpty()) {
      return;
    }
    Span span = spans.get(dice.nextInt(spans.size()));
    int first = Math.toIntExact(span.first()) + dice.nextInt(Math.toIntExact(span.count()));
    int last = Math.min(clock, Math.min(Math.toIntExact(span.last()), first + dice.nextInt(6)));
    if (first <= last) {
      story.add("filled some: " + first + "-" + last);
      table.fill(Math.max(0, first), last);
      if (dice.nextBoolean()) {
        look(
            new Looking(
                looking.source(),
                dice.nextBoolean() ? first : looking.from(),
                clock - first + 2,
                3));
      }
    }
  }

  private void delete(Rows table, int first, int last) {
    story.add("deleted " + first + "-" + last);
    table.delete(Math.max(0, first), last);
  }

  private void look(Looking other) {
    story.add("now " + other);
    looking = other;
  }

  private void pass(int hours) {
    story.add(hours + " h pass");
    boolean writing = dice.nextInt(4) > 0;
    for (Rows table : tables) {
      if (writing) {
        table.fill(clock + 1, clock + hours);
      }
    }
    clock += hours;
  }

  /** The state is saved, damaged and begun anew, or that of a backup. */
  private void restart() {
    switch (dice.nextInt(4)) {
      case 0 -> {
        story.add("the state is damaged");
        restore(new Backup(List.of(), Map.of(), Map.of(), Map.of(), Map.of()));
      }
      case 1 -> {
        story.add("the state is that of the backup");
        backup.ifPresent(this::restore);
      }
      default -> {
        story.add("a backup");
        backup =
            Optional.of(
                new Backup(active, watched.memory(), copy(owed), copy(twice), Map.copyOf(scopes)));
      }
    }
  }

  private void restore(Backup state) {
    active = state.active;
    watched.restore(state.memory);
    owed.clear();
    owed.putAll(copy(state.owed));
    twice.clear();
    twice.putAll(copy(state.twice));
    scopes.clear();
    scopes.putAll(state.scopes);
  }

  private static Map<String, Set<Integer>> copy(Map<String, Set<Integer>> all) {
    Map<String, Set<Integer>> copy = new HashMap<>();
    all.forEach((id, numbers) -> copy.put(id, new TreeSet<>(numbers)));
    return copy;
  }

  /**
   * One run.
   *
   * @param killed before anything of it was stored
   */
  private void run(boolean unreachable, boolean killed) {
    Map<String, Span> memory = watched.memory();
    Instant now = Rows.time(clock).plusSeconds(60L * (story.size() % 50));
    Reading reading =
        unreachable ? new Unavailable(UNREACHABLE, "wait") : watched.read(tables, looking, now);
    CheckResult result =
        new Judge()
            .judge(new Judge.Check("blocks", "gaps", "s", "Gaps", limits), reading, now)
            .within(reading instanceof Unavailable ? "" : looking.scope());
    story.add("run at " + clock + ": " + result.summary() + (killed ? ", killed" : ""));
    if (killed) {
      watched.restore(memory);
      return;
    }
    Advance advance =
        tracker.advance(active, List.of(result), check -> IncidentPolicy.DEFAULT, now, ids);
    advance.transitions().forEach(this::judge);
    active = advance.incidents().stream().filter(it -> !it.state().isOver()).toList();
    active.forEach(this::remember);
  }

  private void judge(Transition transition) {
    told.merge(transition.kind(), 1, Integer::sum);
    Incident incident = transition.incident();
    story.add(transition.kind() + " " + incident.finding().subject());
    if (transition.kind() == Transition.Kind.RESOLVED) {
      Rows table = table(incident);
      List<Integer> missing =
          owed.getOrDefault(incident.id(), Set.of()).stream().filter(n -> !table.has(n)).toList();
      if (!missing.isEmpty()) {
        throw new AssertionError("resolved, but missing are " + missing + told());
      }
      List<Integer> doubled =
          twice.getOrDefault(incident.id(), Set.of()).stream().filter(table::isDouble).toList();
      if (!doubled.isEmpty()) {
        throw new AssertionError("resolved, but there twice are " + doubled + told());
      }
    }
  }

  /** That of its group, or that which is looked at. */
  private Rows table(Incident incident) {
    return switch (incident.finding().place().part()) {
      case Watched.FIRST -> tables.get(0);
      case Watched.SECOND -> tables.get(1);
      default -> tables.get(looking.source());
    };
  }

  private void remember(Incident incident) {
    String scope = incident.scope();
    if (!scope.equals(scopes.put(incident.id(), scope))) {
      owed.remove(incident.id());
      twice.remove(incident.id());
    }
    if (!scope.equals(looking.scope())) {
      return;
    }
    Rows table = table(incident);
    Set<Integer> missing = owed.computeIfAbsent(incident.id(), id -> new TreeSet<>());
    missing.removeIf(table::has);
    Place place = incident.finding().place();
    place.numbers().ifPresent(span -> missingIn(table, span, missing));
    Set<Integer> doubled = twice.computeIfAbsent(incident.id(), id -> new TreeSet<>());
    doubled.removeIf(n -> !table.isDouble(n));
    if (incident.finding().subject().endsWith(Watched.TWICE)) {
      place.times().ifPresent(times -> doubledIn(table, times, doubled));
    }
  }

  private static void missingIn(Rows table, Span span, Set<Integer> missing) {
    for (int n = Math.toIntExact(span.first()); n <= span.last(); n++) {
      if (!table.has(n)) {
        missing.add(n);
      }
    }
  }

  private void doubledIn(Rows table, TimeSpan times, Set<Integer> doubled) {
    for (int n = 0; n <= clock; n++) {
      Instant time = Rows.time(n);
      if (table.isDouble(n) && times.contains(new TimeSpan(time, time))) {
        doubled.add(n);
      }
    }
  }

  private String told() {
    return "\n" + String.join("\n", story);
  }
}
