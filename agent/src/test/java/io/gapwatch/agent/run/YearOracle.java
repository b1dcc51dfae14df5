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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds what people heard against the plan. Of the program it knows only the words of messages. */
final class YearOracle {
  private static final List<String> CHANNELS = List.of("team", "phone", "boss");
  private static final Duration GRACE = Duration.ofHours(12);

  /** In runs. What is critical on the disks is told again, and what opens twice flaps. */
  private static final int DAY = 4;

  private final YearPlan plan;
  private final Map<String, List<YearLife>> lives = new HashMap<>();
  private final List<YearLife.Told> told = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int doubled;
  private int flapping;
  private int reminders;

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

  List<YearLife.Told> told() {
    return told;
  }

  /** How often somebody was told that something flaps. */
  int flapping() {
    return flapping;
  }

  int reminders() {
    return reminders;
  }

  /** What is so at this run, before anybody hears of it. */
  void observe(int run) {
    lives.forEach(
        (subject, all) -> {
          Optional<YearLife> alive = all.stream().filter(life -> !life.over).findFirst();
          alive
              .filter(life -> plan.acknowledged(subject, run))
              .ifPresent(it -> it.acknowledged = true);
          plan.severity(subject, run)
              .ifPresentOrElse(
                  severity ->
                      alive.ifPresentOrElse(
                          life -> see(life, severity, run),
                          () -> begin(subject, all, severity, run)),
                  () -> alive.ifPresent(life -> life.over = ++life.good == recover(subject)));
        });
  }

  private static int recover(String subject) {
    return subject.equals(YearPlan.LOAD) ? 1 : 2;
  }

  private void begin(String subject, List<YearLife> all, Severity severity, int run) {
    YearLife life = new YearLife(subject, run, severity);
    life.wasCritical = severity == Severity.CRITICAL;
    all.add(life);
    life.flaps = opensOften(life, run) && !quiet(life, run);
  }

  private static void see(YearLife life, Severity severity, int run) {
    if (life.last == Severity.WARNING && severity == Severity.CRITICAL) {
      life.untaken = life.acknowledged ? run : life.untaken;
      life.acknowledged = false;
    }
    boolean due = severity == Severity.CRITICAL && run - life.notified >= DAY;
    if (life.last != severity) {
      life.notified = run;
    } else if (life.subject.startsWith("/") && due && !life.acknowledged) {
      life.notified = run;
      life.reminders.add(run);
    }
    life.good = 0;
    life.last = severity;
    life.wasCritical |= severity == Severity.CRITICAL;
  }

  /** Whether it goes on flapping after that was said. */
  private boolean quiet(YearLife life, int run) {
    List<YearLife> before = before(life);
    return opensOften(life, run)
        && opened(before.subList(0, before.size() - 1), before.get(before.size() - 1).from);
  }

  private boolean opensOften(YearLife life, int run) {
    return life.subject.equals(YearPlan.LOAD) && opened(before(life), run);
  }

  private static boolean opened(List<YearLife> lives, int run) {
    return lives.stream().anyMatch(one -> one.from >= run - DAY);
  }

  /** What was never as bad does not count. */
  private List<YearLife> before(YearLife life) {
    return Objects.requireNonNull(lives.get(life.subject)).stream()
        .filter(one -> one.from < life.from)
        .filter(one -> one.wasCritical || life.last != Severity.CRITICAL)
        .toList();
  }

  /**
   * @param unsure whether nobody writes down that this arrived: the run ends before, or the vendor
   *     did not say so
   */
  void hear(String channel, int run, IncidentUpdate update, boolean unsure) {
    String subject = update.incident().finding().subject();
    YearLife.Told one =
        new YearLife.Told(
            channel,
            run,
            subject,
            update.transitions().stream().map(Transition::kind).toList(),
            unsure);
    told.add(one);
    YearLife life = Objects.requireNonNull(lifeOf(update), () -> "never was: " + one);
    List<YearLife.Told> before = life.heard(channel);
    require(!YearPlan.planned(subject, run), one, "in a window of planned work");
    require(!channel.equals("team") || YearPlan.office(run), one, "outside of the office");
    require(!quiet(life, run), one, "while it flaps");
    require(!opens(one) || life.flaps == saysThatItFlaps(update), one, "of flapping, or not");
    require(
        one.reminders() <= life.remindersSince(life.lastHeard(channel, true)), one, "a reminder");
    require(one.reminders() == 0 || !life.acknowledged, one, "a reminder of what somebody has");
    require(life.over == one.end(), one, "what is not so");
    require(
        !one.end() || !before.isEmpty() || one.kinds().size() > 1,
        one,
        "the end of what it never heard of");
    List<YearLife.Told> sure = before.stream().filter(it -> !it.unsure()).toList();
    doubled += opens(one) && sure.size() < before.size() ? 1 : 0;
    require(!opens(one) || sure.isEmpty(), one, "again");
    require(sure.stream().noneMatch(YearLife.Told::end), one, "after the end");
    require(!channel.equals("phone") || life.wasCritical, one, "a warning");
    boolean escalated = one.kinds().contains(Kind.ESCALATED);
    require(!escalated || channel.equals("boss"), one, "an escalation");
    require(
        !escalated || !life.acknowledged || mayHaveBeenTried(life, channel, run),
        one,
        "an escalation of what somebody has");
    require(!channel.equals("boss") || escalated || !before.isEmpty(), one, "without need");
    require(!escalated || sure.isEmpty(), one, "an escalation again");
    before.add(one);
    flapping += opens(one) && life.flaps ? 1 : 0;
    reminders += one.reminders() > 0 ? 1 : 0;
  }

  private boolean mayHaveBeenTried(YearLife life, String channel, int run) {
    return IntStream.range(life.from, run)
        .anyMatch(
            earlier ->
                plan.kill(earlier).isPresent()
                    || plan.down(channel, earlier)
                    || plan.deferred(channel, earlier)
                    || plan.half(channel, earlier));
  }

  /** A message says since when. */
  private @Nullable YearLife lifeOf(IncidentUpdate update) {
    return lives.getOrDefault(update.incident().finding().subject(), List.of()).stream()
        .filter(life -> YearPlan.time(life.from).equals(update.incident().firstSeen()))
        .findFirst()
        .orElse(null);
  }

  private static boolean saysThatItFlaps(IncidentUpdate update) {
    return update.transitions().stream()
        .filter(one -> one.kind() == Kind.OPENED)
        .anyMatch(one -> one.incident().finding().summary().contains("flapping"));
  }

  private static boolean opens(YearLife.Told one) {
    return one.kinds().contains(Kind.OPENED);
  }

  private void require(boolean holds, YearLife.Told one, String what) {
    if (!holds) {
      faults.add(
          "%s: %s heard %s: %s".formatted(YearPlan.time(one.run()), one.channel(), what, one));
    }
  }

  /** What should have been heard by the end of this run. */
  void judge(int run) {
    lives.forEach(
        (subject, all) -> {
          for (YearLife life : all) {
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
        && !plan.deferred(channel, run)
        && !plan.half(channel, run)
        && !YearPlan.planned(subject, run)
        && (!channel.equals("team") || YearPlan.office(run));
  }

  private boolean owed(YearLife life, String channel, int run, String subject) {
    List<YearLife.Told> heard = life.heard(channel);
    if (quiet(life, run)) {
      return false;
    }
    if (life.over) {
      return !heard.isEmpty() && heard.stream().noneMatch(YearLife.Told::end);
    }
    boolean seen = plan.severity(subject, run).isPresent();
    Instant due = YearPlan.time(life.untaken).plus(GRACE);
    boolean concerned =
        switch (channel) {
          case "phone" -> life.last == Severity.CRITICAL;
          case "boss" -> !YearPlan.time(run).isBefore(due) && !life.acknowledged;
          default -> true;
        };
    boolean toRemind =
        !life.acknowledged && life.remindersSince(life.lastHeard(channel, false)) > 0;
    return seen && ((concerned && heard.isEmpty()) || (toRemind && !heard.isEmpty()));
  }
}
