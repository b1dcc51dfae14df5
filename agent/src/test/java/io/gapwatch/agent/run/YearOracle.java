package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.IncidentUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what people heard against the plan. Of the program it knows only the words of messages. */
final class YearOracle {
  private static final List<String> CHANNELS = List.of("team", "phone", "boss");
  private static final Duration PATIENCE = Duration.ofHours(12);

  /** What one channel heard of one incident in one message. */
  record Told(String channel, int run, String subject, List<Kind> kinds, boolean unsure) {
    boolean end() {
      return kinds.get(kinds.size() - 1) == Kind.RESOLVED;
    }
  }

  /** A trouble from its first run to its second good one. */
  private static final class Life {
    final int from;
    int untaken;
    int good;
    boolean over;
    boolean acknowledged;
    boolean wasCritical;
    Severity last = Severity.WARNING;
    final Map<String, List<Told>> heard = new HashMap<>();

    Life(int from) {
      this.from = from;
      this.untaken = from;
    }

    List<Told> heard(String channel) {
      return heard.computeIfAbsent(channel, any -> new ArrayList<>());
    }
  }

  private final YearPlan plan;
  private final Map<String, List<Life>> lives = new HashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int doubled;

  YearOracle(YearPlan plan) {
    this.plan = plan;
    YearPlan.SUBJECTS.forEach(subject -> lives.put(subject, new ArrayList<>()));
  }

  List<String> faults() {
    return faults;
  }

  /** How often somebody heard the same twice, because nobody could know that it had arrived. */
  int doubled() {
    return doubled;
  }

  List<Told> told() {
    return told;
  }

  /** What is so at this run, before anybody hears of it. */
  void observe(int run) {
    lives.forEach(
        (subject, all) -> {
          Optional<Life> alive = all.stream().filter(life -> !life.over).findFirst();
          alive
              .filter(life -> plan.acknowledged(subject, run))
              .ifPresent(it -> it.acknowledged = true);
          plan.severity(subject, run)
              .ifPresentOrElse(
                  severity -> see(alive.orElseGet(() -> begin(all, run)), severity, run),
                  () -> alive.ifPresent(life -> life.over = ++life.good == 2));
        });
  }

  private static Life begin(List<Life> all, int run) {
    Life life = new Life(run);
    all.add(life);
    return life;
  }

  private static void see(Life life, Severity severity, int run) {
    if (life.last == Severity.WARNING && severity == Severity.CRITICAL) {
      life.untaken = life.acknowledged ? run : life.untaken;
      life.acknowledged = false;
    }
    life.good = 0;
    life.last = severity;
    life.wasCritical |= severity == Severity.CRITICAL;
  }

  /**
   * @param unsure whether nobody writes down that this arrived: the run ends before, or the vendor
   *     did not say so
   */
  void hear(String channel, int run, IncidentUpdate update, boolean unsure) {
    String subject = update.incident().finding().subject();
    Told one =
        new Told(
            channel,
            run,
            subject,
            update.transitions().stream().map(Transition::kind).toList(),
            unsure);
    told.add(one);
    List<Life> all = lives.getOrDefault(subject, List.of());
    Life life = one.end() ? ended(all, channel) : all.get(all.size() - 1);
    List<Told> before = life.heard(channel);
    require(!YearPlan.planned(subject, run), one, "in a window of planned work");
    require(!channel.equals("team") || YearPlan.office(run), one, "outside of the office");
    require(life.over == one.end(), one, "what is not so");
    require(
        !one.end() || !before.isEmpty() || one.kinds().size() > 1,
        one,
        "the end of what it never heard of");
    List<Told> sure = before.stream().filter(it -> !it.unsure()).toList();
    doubled += opens(one) && sure.size() < before.size() ? 1 : 0;
    require(!opens(one) || sure.isEmpty(), one, "again");
    require(sure.stream().noneMatch(Told::end), one, "after the end");
    require(!channel.equals("phone") || life.wasCritical, one, "a warning");
    boolean escalated = one.kinds().contains(Kind.ESCALATED);
    require(!escalated || channel.equals("boss"), one, "an escalation");
    require(!channel.equals("boss") || escalated || !before.isEmpty(), one, "without need");
    require(!escalated || sure.isEmpty(), one, "an escalation again");
    before.add(one);
  }

  /** The oldest whose end it was not told, of those that it knows if there is one. */
  private static Life ended(List<Life> all, String channel) {
    List<Life> over =
        all.stream()
            .filter(life -> life.over && life.heard(channel).stream().noneMatch(YearOracle::ends))
            .toList();
    return over.stream()
        .filter(life -> !life.heard(channel).isEmpty())
        .findFirst()
        .orElse(over.isEmpty() ? all.get(all.size() - 1) : over.get(over.size() - 1));
  }

  private static boolean ends(Told one) {
    return one.end() && !one.unsure();
  }

  private static boolean opens(Told one) {
    return one.kinds().contains(Kind.OPENED);
  }

  private void require(boolean holds, Told one, String what) {
    if (!holds) {
      faults.add(
          "%s: %s heard %s: %s".formatted(YearPlan.time(one.run()), one.channel(), what, one));
    }
  }

  /** What should have been heard by the end of this run. */
  void judge(int run) {
    lives.forEach(
        (subject, all) -> {
          for (Life life : all) {
            for (String channel : CHANNELS) {
              if (open(channel, subject, run) && owed(life, channel, run, subject)) {
                faults.add(
                    "%s: %s did not hear of %s since %s"
                        .formatted(YearPlan.time(run), channel, subject, YearPlan.time(life.from)));
              }
            }
          }
        });
  }

  private boolean open(String channel, String subject, int run) {
    return plan.kill(run).isEmpty()
        && !plan.down(channel, run)
        && !plan.half(channel, run)
        && !YearPlan.planned(subject, run)
        && (!channel.equals("team") || YearPlan.office(run));
  }

  private boolean owed(Life life, String channel, int run, String subject) {
    List<Told> heard = life.heard(channel);
    if (life.over) {
      return !heard.isEmpty() && heard.stream().noneMatch(Told::end);
    }
    boolean seen = plan.severity(subject, run).isPresent();
    Instant due = YearPlan.time(life.untaken).plus(PATIENCE);
    boolean concerned =
        switch (channel) {
          case "phone" -> life.last == Severity.CRITICAL;
          case "boss" -> !YearPlan.time(run).isBefore(due) && !life.acknowledged;
          default -> true;
        };
    return seen && concerned && heard.isEmpty();
  }
}
