package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Named;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A window of planned work: nobody is told of what happens in it while it lasts.
 *
 * @param once its beginning and end, UTC; empty where it comes every week
 * @param weekly when it comes every week
 * @param of what it is for
 */
public record MaintenanceConfig(
    String name, Optional<Once> once, Optional<WeeklySpan> weekly, Concerned of) {

  /** A beginning and an end, exclusive, of a window. */
  public record Once(Instant start, Instant end) {}

  /** What a window is for; all of it where nothing is named. */
  public record Concerned(List<String> jobs, List<String> checks, List<String> sources) {
    public Concerned {
      jobs = List.copyOf(jobs);
      checks = List.copyOf(checks);
      sources = List.copyOf(sources);
    }

    /** Whether it is for this check of this job. */
    public boolean includes(String job, String check, String source) {
      return (jobs.isEmpty() && checks.isEmpty() && sources.isEmpty())
          || jobs.contains(job)
          || checks.contains(check)
          || sources.contains(source);
    }
  }

  private static final Key<String> NAME =
      Key.required("name", Kinds.text(Named.NAME, Named.RULE), "what it is called");
  private static final Key<Instant> START =
      Key.optional("start", Kinds.instant(), "its start, if it happens once");
  private static final Key<Instant> END = Key.optional("end", Kinds.instant(), "when that ends");
  private static final Key<List<Set<DayOfWeek>>> EVERY =
      Key.optional(
          "every", WeeklySpan.someDays(), "the days on which it begins, if it happens every week");
  private static final Key<LocalTime> FROM =
      Key.optional("from", WeeklySpan.start(), "when it begins on such a day, as 23:30");
  private static final Key<LocalTime> TO =
      Key.optional("to", WeeklySpan.time(), "when that ends; at or before from: on the next day");
  private static final Key<List<String>> JOBS = names("jobs");
  private static final Key<List<String>> CHECKS = names("checks");
  private static final Key<List<String>> SOURCES = names("sources");

  /** Its keys. */
  public static final Shape SHAPE =
      Shape.of(NAME, START, END, EVERY, FROM, TO, WeeklySpan.ZONE, JOBS, CHECKS, SOURCES)
          .with(MaintenanceConfig::onceOrWeekly);

  private static Key<List<String>> names(String what) {
    return Key.optional(what, Kinds.list(Kinds.text()), "the " + what + " that it is for")
        .whenLeftOut(List.of());
  }

  private static Optional<String> onceOrWeekly(Settings window) {
    boolean once = window.isWritten(START) && window.isWritten(END);
    boolean weekly = window.isWritten(EVERY) && window.isWritten(FROM) && window.isWritten(TO);
    boolean both =
        (window.isWritten(START) || window.isWritten(END))
            && (window.isWritten(EVERY) || window.isWritten(FROM) || window.isWritten(TO));
    if (once == weekly || both) {
      return Optional.of("needs either start and end, or every, from and to");
    }
    return once && !window.find(START).orElseThrow().isBefore(window.find(END).orElseThrow())
        ? Optional.of("start must be before end")
        : Optional.empty();
  }

  static MaintenanceConfig of(Settings settings) {
    return new MaintenanceConfig(
        settings.get(NAME),
        settings.find(START).flatMap(start -> settings.find(END).map(end -> new Once(start, end))),
        settings
            .find(EVERY)
            .map(
                days ->
                    new WeeklySpan(
                        WeeklySpan.together(days),
                        settings.find(FROM).orElseThrow(),
                        settings.find(TO).orElseThrow(),
                        settings.get(WeeklySpan.ZONE))),
        new Concerned(settings.get(JOBS), settings.get(CHECKS), settings.get(SOURCES)));
  }

  /** The window that this moment is in, or else the next; empty if it never comes again. */
  public Optional<Once> atOrAfter(Instant now) {
    return once.filter(it -> now.isBefore(it.end()))
        .or(() -> weekly.map(span -> span.atOrAfter(now)));
  }
}
