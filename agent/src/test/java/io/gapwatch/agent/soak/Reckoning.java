package io.gapwatch.agent.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one job has to tell, from the truth alone, against what the phone got: what is seen wrong
 * and ripe must be told once as an alarm, and after two good runs as resolved; nothing else may be.
 */
final class Reckoning {
  private static final int RECOVER = 2;
  private static final Pattern ALARM = Pattern.compile("^(?:CRITICAL|WARNING|UNKNOWN) (.+)$");
  private static final Pattern RESOLVED = Pattern.compile("^resolved (.+: was .+)$");

  /** What the agent says of its own runs; {@code OtherRunsTest} holds it to the truth. */
  private static final Pattern OF_RUNS =
      Pattern.compile("^(?:WARNING|resolved) (?:runs|unfinished run) of ");

  private static final String LATE = "told late: happened";
  private static final Pattern CUT = Pattern.compile("^\\+\\d+ more$");

  private final String job;
  private final Map<String, List<Episode>> episodes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int repeats;
  private boolean receiptLost;

  Reckoning(String job) {
    this.job = job;
  }

  /** One life of one subject, and what of it was told. */
  private static final class Episode {
    private int good;
    private boolean over;
    private boolean alarmTold;
    private boolean resolvedTold;
    private boolean receipted;
    private boolean refused;

    private boolean told() {
      return refused || (alarmTold && (!over || resolvedTold));
    }
  }

  void observe(Truth truth, Outcome outcome) {
    if (outcome.committed()) {
      follow(truth);
    }
    // Times in the future are found by both checks, in the same words.
    List<String> lines =
        outcome.texts().stream()
            .flatMap(String::lines)
            .filter(line -> !OF_RUNS.matcher(line).find())
            .distinct()
            .toList();
    // An alarm of a new episode stands above the end of the old one.
    lines.forEach(line -> resolved(line, outcome));
    lines.forEach(line -> alarm(line, outcome));
    settle(outcome);
  }

  private void follow(Truth truth) {
    truth.ripe().stream()
        .filter(subject -> lives(subject).isEmpty() || last(subject).over)
        .forEach(this::open);
    episodes.forEach(
        (subject, lives) -> {
          Episode last = lives.get(lives.size() - 1);
          if (truth.wrong().contains(subject)) {
            last.good = 0;
          } else if (truth.known() && !last.over) {
            last.good++;
            last.over = last.good >= RECOVER;
          }
        });
  }

  private void open(String subject) {
    episodes.computeIfAbsent(subject, any -> new ArrayList<>()).add(new Episode());
  }

  private Episode last(String subject) {
    List<Episode> lives = lives(subject);
    return lives.get(lives.size() - 1);
  }

  private void resolved(String line, Outcome outcome) {
    Matcher matcher = RESOLVED.matcher(line);
    if (!matcher.find()) {
      return;
    }
    List<Episode> lives = named(matcher.group(1));
    List<Episode> waiting =
        lives.stream()
            .filter(one -> one.over && !one.resolvedTold)
            // What was refused may still be told, but what was not must be.
            .sorted(Comparator.comparing(one -> one.refused))
            .toList();
    if (waiting.isEmpty()) {
      repeat(line, outcome, lives.stream().anyMatch(one -> one.over));
      return;
    }
    Episode first = waiting.get(0);
    boolean late = line.contains(LATE);
    if (!late && !first.alarmTold) {
      faults.add(at(outcome) + " resolved what was never told: " + line);
    }
    first.alarmTold = true;
    first.resolvedTold = true;
  }

  private void alarm(String line, Outcome outcome) {
    Matcher matcher = ALARM.matcher(line);
    if (CUT.matcher(line).matches()) {
      faults.add(at(outcome) + " was cut: " + line);
    }
    if (!matcher.find()) {
      return;
    }
    List<Episode> lives = named(matcher.group(1));
    if (lives.isEmpty() || lives.get(lives.size() - 1).over) {
      repeat(line, outcome, !lives.isEmpty());
      return;
    }
    Episode last = lives.get(lives.size() - 1);
    repeats += last.alarmTold && receiptLost ? 1 : 0;
    last.alarmTold = true;
  }

  /** Only a run that was killed before it could note the receipt may be followed by a repeat. */
  private void repeat(String line, Outcome outcome, boolean wasThere) {
    if (receiptLost && wasThere) {
      repeats++;
    } else {
      faults.add(at(outcome) + " told what is not so: " + line);
    }
  }

  private List<Episode> lives(String subject) {
    return episodes.getOrDefault(subject, List.of());
  }

  /** The lives of the subject with which a line begins. */
  private List<Episode> named(String line) {
    if (line.startsWith("the check itself: ") || line.startsWith("check ")) {
      return lives(Truth.CHECK);
    }
    return episodes.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey() + ": "))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  private void settle(Outcome outcome) {
    boolean tried = outcome.committed() && outcome.requests() > 0 && outcome.noted();
    if (outcome.met().filter(stage -> stage == Fate.Stage.AFTER_SEND).isPresent()) {
      receiptLost = receiptLost || !outcome.texts().isEmpty();
    } else if (tried && !outcome.phoneFails()) {
      receiptLost = false;
      all().forEach(one -> one.receipted = true);
    } else if (tried && outcome.troubles().contains(Trouble.PHONE_REFUSES)) {
      all().filter(one -> !one.receipted || !one.told()).forEach(one -> one.refused = true);
    }
  }

  private Stream<Episode> all() {
    return episodes.values().stream().flatMap(List::stream);
  }

  private String at(Outcome outcome) {
    return job + " at " + outcome.time() + " (clock " + outcome.wall() + ")";
  }

  /** Whether something has still to be told. */
  boolean owes() {
    return all().anyMatch(one -> !one.told());
  }

  /** What went wrong; what was lost is known only when all is calm. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  List<String> lost() {
    List<String> lost = new ArrayList<>();
    episodes.forEach(
        (subject, lives) ->
            lives.stream()
                .filter(one -> !one.told())
                .forEach(
                    one -> lost.add(job + ": " + subject + (one.alarmTold ? " resolved" : ""))));
    return lost;
  }

  int changes() {
    return all().mapToInt(one -> one.over ? 2 : 1).sum();
  }

  int refused() {
    return (int) all().filter(one -> one.refused).count();
  }

  int repeats() {
    return repeats;
  }
}
