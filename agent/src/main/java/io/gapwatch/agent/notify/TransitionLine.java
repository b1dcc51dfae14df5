package io.gapwatch.agent.notify;

import static java.util.stream.Collectors.groupingBy;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a message's body.
 *
 * @param count how many transitions it stands for
 */
record TransitionLine(String text, int count) {
  /** What is sent later than this says so: a run and its retries take less. */
  static final Duration LATE = Duration.ofMinutes(5);

  /** Leaves room for several lines in the message of the strictest vendor. */
  private static final TextLimit LIMIT = new TextLimit(300);

  TransitionLine {
    text = LIMIT.cut(Lines.oneLine(text));
  }

  /** One line for each update, in their order; unknowns with the same cause share one. */
  static List<TransitionLine> of(List<IncidentUpdate> updates, Instant now) {
    return updates.stream()
        .collect(groupingBy(TransitionLine::foldKey, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(group -> line(group, now))
        .toList();
  }

  private record FoldKey(String incident, String cause) {}

  private static FoldKey foldKey(IncidentUpdate update) {
    String cause = update.incident().finding().observed();
    boolean folds = !update.over() && update.severity() == Severity.UNKNOWN && !cause.isBlank();
    return folds ? new FoldKey("", cause) : new FoldKey(update.incident().id(), "");
  }

  private static TransitionLine line(List<IncidentUpdate> group, Instant now) {
    IncidentUpdate first = group.get(0);
    int count = group.stream().mapToInt(one -> one.transitions().size()).sum();
    String text = group.size() == 1 ? single(first, now) : folded(group) + notes(first, now);
    return new TransitionLine(text, count);
  }

  private static String single(IncidentUpdate update, Instant now) {
    Incident incident = update.incident();
    Finding finding = incident.finding();
    if (update.over()) {
      String was =
          "was %s for %s%s"
              .formatted(
                  update.severity().word(),
                  lasted(incident, now),
                  incident.wasWorse().map(it -> ", at worst " + it.word()).orElse(""));
      return "%s %s: %s%s%s"
          .formatted(
              update.latest().kind().word(),
              subject(finding),
              incident.closure().map(why -> why.words() + "; ").orElse(""),
              was,
              parenthesis(late(update, now).stream()));
    }
    return shout(update.severity())
        + " "
        + subject(finding)
        + ": "
        + what(finding)
        + notes(update, now);
  }

  private static String lasted(Incident incident, Instant now) {
    return Durations.text(incident.lasted(now));
  }

  /** What it is about; on a phone there is no heading with the check's name. */
  private static String subject(Finding finding) {
    return finding.subject().equals(Judge.CANNOT_BE_CHECKED)
        ? "check " + finding.checkId()
        : finding.subject();
  }

  /** What is wrong; for an unknown also why, which is all that is known about it. */
  private static String what(Finding finding) {
    boolean saysWhy = finding.summary().contains(finding.observed());
    return finding.severity() == Severity.UNKNOWN && !saysWhy
        ? finding.summary() + ": " + finding.observed()
        : finding.summary();
  }

  private static String folded(List<IncidentUpdate> group) {
    long checks = group.stream().map(one -> one.incident().finding().checkId()).distinct().count();
    // Several subjects of one check are unknown in a check that did run.
    String who =
        checks == group.size()
            ? Numbers.count(checks, "check") + " could not run: "
            : group.size() + " subjects could not be checked: ";
    return shout(Severity.UNKNOWN) + " " + who + group.get(0).incident().finding().observed();
  }

  private static String notes(IncidentUpdate update, Instant now) {
    List<String> notes = new ArrayList<>();
    Incident incident = update.incident();
    notes.add(change(update.latest()) + "since " + Times.time(incident.began(), now));
    Duration lasted = incident.lasted(now);
    if (lasted.toSeconds() > 0) {
      notes.add(Durations.text(lasted));
    }
    String since = String.join(", ", notes);
    return parenthesis(Stream.concat(Stream.of(since), late(update, now).stream()));
  }

  private static String change(Transition transition) {
    return switch (transition.kind()) {
      case OPENED, RESOLVED, CLOSED -> "";
      case WORSENED, EASED, REMINDER -> transition.kind().word() + ", ";
    };
  }

  private static Optional<String> late(IncidentUpdate update, Instant now) {
    if (update.overBeforeSent()) {
      Incident incident = update.incident();
      return Optional.of(
          "sent late: began %s, %s %s"
              .formatted(
                  Times.time(incident.began(), now),
                  update.latest().kind().word(),
                  Times.time(update.latest().at(), now)));
    }
    return update.transitions().stream()
        .filter(one -> Duration.between(one.at(), now).compareTo(LATE) > 0)
        .findFirst()
        .map(one -> "sent late: " + one.kind().word() + " " + Times.time(one.at(), now));
  }

  private static String parenthesis(Stream<String> notes) {
    String joined = notes.collect(Collectors.joining("; "));
    return joined.isEmpty() ? "" : " (" + joined + ")";
  }

  private static String shout(Severity severity) {
    return severity.word().toUpperCase(Locale.ROOT);
  }
}
