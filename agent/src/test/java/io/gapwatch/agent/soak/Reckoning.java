package io.gapwatch.agent.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one job has to tell, from the truth alone, against what the phone got: what is seen wrong
 * and ripe must be told once as an alarm, and after two good runs as resolved; nothing else may be.
 * Only what reached the phone from a run that died before it noted the receipt comes again.
 */
final class Reckoning {
  private static final Pattern ALARM = Pattern.compile("^(?:CRITICAL|WARNING|UNKNOWN) (.+)$");
  private static final Pattern OVER =
      Pattern.compile(
          "^(?:resolved (.+: was .+)|closed (.+: no longer looked at: .* (?:was|were) .+))$");

  /** It came and went before it could be told that it came. */
  private static final String LATE = "sent late: began";

  private static final Pattern CHANGED = Pattern.compile(" \\((?:worsened|eased), since ");
  private static final Pattern SHARED =
      Pattern.compile(
          "^(CRITICAL|WARNING|UNKNOWN|resolved|closed) \\d+ found by [^:]+: (.+?)((?: \\(|: were |:"
              + " no longer looked at: ).*)$");
  private static final Pattern CUT = Pattern.compile("^\\+(\\d+) more$");

  private final String job;
  private final Map<String, List<Life>> lives = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int repeats;
  private boolean gaveUp;

  Reckoning(String job) {
    this.job = job;
  }

  void observe(Truth truth, Outcome outcome) {
    gaveUp = false;
    if (outcome.committed()) {
      follow(truth, outcome);
    }
    hear(outcome);
  }

  /** What a run, perhaps of another job, told of this one. */
  void hear(Outcome outcome) {
    // Times in the future are found by both checks, in the same words.
    List<String> lines =
        outcome.texts().stream()
            .flatMap(String::lines)
            .flatMap(Reckoning::eachOf)
            .distinct()
            .toList();
    int cut = 0;
    for (String line : lines) {
      Matcher alarm = ALARM.matcher(line);
      Matcher end = OVER.matcher(line);
      Matcher more = CUT.matcher(line);
      if (more.matches()) {
        cut += Integer.parseInt(more.group(1));
      } else if (end.find()) {
        end(line, of(end.group(1) == null ? end.group(2) : end.group(1)), outcome);
      } else if (alarm.find()) {
        alarm(line, of(alarm.group(1)), outcome);
      }
    }
    if (cut > 0) {
      hearUnnamed(cut, outcome);
    }
    settle(outcome);
  }

  /** A message that is full counts what it does not name: it must be all that was still owed. */
  private void hearUnnamed(int count, Outcome outcome) {
    List<Life> unnamed = all().filter(Life::isUnheard).toList();
    if (unnamed.size() > count) {
      faults.add("%s was cut: +%d more, not %d".formatted(at(outcome), count, unnamed.size()));
    }
    unnamed.forEach(life -> repeats += life.hear() ? 1 : 0);
  }

  /** A line for each of those that share one, in the words that it would have alone. */
  private static Stream<String> eachOf(String line) {
    Matcher shared = SHARED.matcher(line);
    if (!shared.matches()) {
      return Stream.of(line);
    }
    String kind = shared.group(1);
    return Stream.of(shared.group(2).split("; "))
        .map(
            one ->
                CUT.matcher(one).matches()
                    ? one
                    : kind
                        + " "
                        + one
                        + (kind.equals("resolved") ? ": was " : "")
                        + shared.group(3));
  }

  private void follow(Truth truth, Outcome outcome) {
    boolean other = outcome.troubles().contains(Trouble.OTHER_SETTINGS);
    truth.ripe().stream()
        .filter(subject -> !follows(subject))
        .forEach(
            subject -> lives.computeIfAbsent(subject, any -> new ArrayList<>()).add(new Life()));
    lives.forEach(
        (subject, all) -> {
          Life last = all.get(all.size() - 1);
          if (truth.wrong().contains(subject)) {
            last.seen(other);
          } else if (truth.knows(subject) && !last.over()) {
            if (Loss.isSubject(subject, job)
                && (last.wasSeenByOther(other) || Loss.hasLeft(subject, outcome.wall()))) {
              last.close();
              gaveUp = true;
            } else {
              last.missed();
            }
          }
        });
  }

  private void end(String line, List<Life> all, Outcome outcome) {
    boolean withAlarm = line.contains(LATE);
    Optional<Life> ended =
        all.stream()
            .filter(life -> life.wasClosed() == line.startsWith("closed "))
            .filter(life -> life.canEnd(withAlarm))
            .findFirst();
    if (ended.isPresent()) {
      repeats += ended.get().hearEnd(withAlarm) ? 1 : 0;
      return;
    }
    boolean due = all.stream().anyMatch(Life::owesEnd);
    String why = withAlarm ? " told as new what was told: " : " resolved what was never told: ";
    faults.add(at(outcome) + (due ? why : " told what is not so: ") + line);
  }

  private void alarm(String line, List<Life> all, Outcome outcome) {
    Optional<Life> last = all.stream().filter(life -> !life.over()).findFirst();
    if (last.isEmpty()) {
      faults.add(at(outcome) + " told what is not so: " + line);
    } else if (!last.get().canAlarm(CHANGED.matcher(line).find())) {
      faults.add(at(outcome) + " told again: " + line);
    } else {
      repeats += last.get().hearAlarm() ? 1 : 0;
    }
  }

  /** The lives of the subject with which a line begins, oldest first. */
  private List<Life> of(String line) {
    return lives.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey() + ": "))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  private void settle(Outcome outcome) {
    boolean tried = outcome.committed() && outcome.requests() > 0 && outcome.noted();
    if (tried && !outcome.phoneFails()) {
      all().forEach(Life::receipt);
    } else if (tried && outcome.troubles().contains(Trouble.PHONE_REFUSES)) {
      all().forEach(Life::refuse);
    }
  }

  private Stream<Life> all() {
    return lives.values().stream().flatMap(List::stream);
  }

  private String at(Outcome outcome) {
    return job + " at " + outcome.time() + " (clock " + outcome.wall() + ")";
  }

  /** Whether the job follows an incident of this subject that is not over. */
  boolean follows(String subject) {
    return lives.getOrDefault(subject, List.of()).stream().anyMatch(life -> !life.over());
  }

  /** Whether all that it ever followed is over, but for warnings, which do not ring. */
  boolean calm() {
    return lives.entrySet().stream()
        .filter(entry -> !Truth.isWarning(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .allMatch(Life::over);
  }

  /** Whether the last run closed a loss, of which nobody knows whether it is fixed. */
  boolean gaveUp() {
    return gaveUp;
  }

  /** Whether something has still to be told. */
  boolean owes() {
    return all().anyMatch(Life::owes);
  }

  /** What went wrong; what was lost is known only when all is calm. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  List<String> lost() {
    List<String> lost = new ArrayList<>();
    lives.forEach(
        (subject, all) ->
            all.stream()
                .filter(Life::owes)
                .forEach(
                    life -> lost.add(job + ": " + subject + (life.owesEnd() ? " resolved" : ""))));
    return lost;
  }

  int changes() {
    return all().mapToInt(life -> life.over() ? 2 : 1).sum();
  }

  int refused() {
    return (int) all().filter(Life::wasRefused).count();
  }

  int repeats() {
    return repeats;
  }
}
