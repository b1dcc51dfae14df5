package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
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

  /** Two are told one by one. */
  private static final int FEW = 2;

  TransitionLine {
    text = Lines.oneLine(text);
  }

  /**
   * One line for each update, in their order. Unknowns with the same cause share one, and so do
   * findings of one check with the same remedy.
   */
  static List<TransitionLine> of(List<IncidentUpdate> updates, Instant now) {
    return updates.stream()
        .collect(groupingBy(one -> foldKey(one, now), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .flatMap(group -> lines(group.getKey(), group.getValue(), now))
        .toList();
  }

  /**
   * What lines have in common.
   *
   * @param cause why all of them are unknown; empty if they are known
   */
  private record FoldKey(
      String cause, String check, Severity severity, Kind kind, String remedy, String late) {}

  private static FoldKey foldKey(IncidentUpdate update, Instant now) {
    Finding finding = update.incident().finding();
    String cause = finding.observed();
    return !update.over() && update.severity() == Severity.UNKNOWN && !cause.isBlank()
        ? new FoldKey(cause, "", Severity.UNKNOWN, Kind.OPENED, "", "")
        : new FoldKey(
            "",
            finding.checkId(),
            update.severity(),
            update.latest().kind(),
            finding.remedy() + update.incident().closure().map(Closure::words).orElse(""),
            late(update, now).orElse(""));
  }

  private static Stream<TransitionLine> lines(
      FoldKey key, List<IncidentUpdate> group, Instant now) {
    if (group.size() == 1 || (key.cause.isEmpty() && group.size() <= FEW)) {
      return group.stream().map(one -> line(List.of(one), single(one, now)));
    }
    IncidentUpdate first = group.get(0);
    if (!key.cause.isEmpty()) {
      return Stream.of(line(group, SharedLine.unknown(group) + notes(first, now)));
    }
    return Stream.of(
        line(group, first.over() ? SharedLine.over(group, now) : SharedLine.alike(group, now)));
  }

  /** The id, which people type, is never cut. */
  private static TransitionLine line(List<IncidentUpdate> group, String text) {
    int count = group.stream().mapToInt(one -> one.transitions().size()).sum();
    Incident first =
        group.stream().map(IncidentUpdate::incident).min(comparing(Incident::id)).orElseThrow();
    return new TransitionLine(LIMIT.cut(Lines.oneLine(text)) + " [" + first.shortId() + "]", count);
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

  static String lasted(Incident incident, Instant now) {
    return Durations.text(incident.lasted(now));
  }

  /** What it is about; on a phone there is no heading with the check's name. */
  static String subject(Finding finding) {
    return finding.subject().equals(Judge.CANNOT_BE_CHECKED)
        ? "check " + finding.checkId()
        : finding.subject();
  }

  /** What is wrong; for an unknown also why, which is all that is known about it. */
  static String what(Finding finding) {
    boolean saysWhy = finding.summary().contains(finding.observed());
    return finding.severity() == Severity.UNKNOWN && !saysWhy
        ? finding.summary() + ": " + finding.observed()
        : finding.summary();
  }

  static String notes(IncidentUpdate update, Instant now) {
    List<String> notes = new ArrayList<>();
    Incident incident = update.incident();
    notes.add(change(update.latest()) + "since " + Times.time(incident.began(), now));
    Duration lasted = incident.lasted(now);
    if (lasted.toSeconds() > 0) {
      notes.add(Durations.text(lasted));
    }
    incident.acknowledgedBy().ifPresent(who -> notes.add("acknowledged by " + who));
    String since = String.join(", ", notes);
    return parenthesis(Stream.concat(Stream.of(since), late(update, now).stream()));
  }

  private static String change(Transition transition) {
    return switch (transition.kind()) {
      case OPENED, RESOLVED, CLOSED -> "";
      case WORSENED, EASED -> transition.kind().word() + ", ";
      case REMINDER -> "reminder, not acknowledged, ";
      // Or it waited for its vendor while somebody acknowledged it.
      case ESCALATED ->
          transition.incident().acknowledgedBy().isEmpty() ? "not acknowledged, " : "";
    };
  }

  static Optional<String> late(IncidentUpdate update, Instant now) {
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

  static String parenthesis(Stream<String> notes) {
    String joined = notes.collect(Collectors.joining("; "));
    return joined.isEmpty() ? "" : " (" + joined + ")";
  }

  static String shout(Severity severity) {
    return severity.word().toUpperCase(Locale.ROOT);
  }
}
