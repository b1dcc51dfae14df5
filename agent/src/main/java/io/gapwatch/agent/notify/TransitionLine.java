package io.gapwatch.agent.notify;

import static java.util.stream.Collectors.groupingBy;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
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
 * @param tells how many transitions it stands for
 */
record TransitionLine(String text, int tells) {
  /** What is told later than this says so: a run and its retries take less. */
  static final Duration LATE = Duration.ofMinutes(5);

  /** Leaves room for more than one line in the shortest vendor's message. */
  private static final TextLimit LIMIT = new TextLimit(300);

  TransitionLine {
    text = LIMIT.cut(Lines.oneLine(text));
  }

  /** One line for each episode, in their order; unknowns with the same cause share one. */
  static List<TransitionLine> of(List<Episode> episodes, Instant now) {
    return episodes.stream()
        .collect(groupingBy(TransitionLine::foldKey, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(group -> line(group, now))
        .toList();
  }

  private record FoldKey(String incident, String cause) {}

  private static FoldKey foldKey(Episode episode) {
    String cause = episode.incident().finding().observed();
    boolean folds = !episode.over() && episode.severity() == Severity.UNKNOWN && !cause.isBlank();
    return folds ? new FoldKey("", cause) : new FoldKey(episode.incident().id(), "");
  }

  private static TransitionLine line(List<Episode> group, Instant now) {
    Episode first = group.get(0);
    int tells = group.stream().mapToInt(one -> one.transitions().size()).sum();
    String text = group.size() == 1 ? single(first, now) : folded(group) + notes(first, now);
    return new TransitionLine(text, tells);
  }

  private static String single(Episode episode, Instant now) {
    Incident incident = episode.incident();
    Finding finding = incident.finding();
    if (episode.over()) {
      String was = "was %s for %s".formatted(episode.severity().word(), lasted(incident, now));
      return "%s %s: %s%s%s"
          .formatted(
              episode.latest().kind().word(),
              subject(finding),
              episode.closed() ? Transition.CLOSED_BECAUSE + "; " : "",
              was,
              parenthesis(late(episode, now).stream()));
    }
    return shout(episode.severity())
        + " "
        + subject(finding)
        + ": "
        + what(finding)
        + notes(episode, now);
  }

  private static String lasted(Incident incident, Instant now) {
    return Durations.text(incident.lasted(now));
  }

  /** What it is about, which on a phone does not stand below the check's name. */
  private static String subject(Finding finding) {
    return finding.subject().equals(Judge.CANNOT_BE_CHECKED)
        ? "check " + finding.checkId()
        : finding.subject();
  }

  /** What is wrong; of the unknown also why, which is all that is known about it. */
  private static String what(Finding finding) {
    boolean saysWhy = finding.summary().contains(finding.observed());
    return finding.severity() == Severity.UNKNOWN && !saysWhy
        ? finding.summary() + ": " + finding.observed()
        : finding.summary();
  }

  private static String folded(List<Episode> group) {
    long checks = group.stream().map(one -> one.incident().finding().checkId()).distinct().count();
    String who = checks == 1 ? "1 check cannot be made: " : checks + " checks cannot be made: ";
    return shout(Severity.UNKNOWN) + " " + who + group.get(0).incident().finding().observed();
  }

  private static String notes(Episode episode, Instant now) {
    List<String> notes = new ArrayList<>();
    Incident incident = episode.incident();
    notes.add(change(episode.latest()) + "since " + Times.time(incident.began(), now));
    Duration lasted = incident.lasted(now);
    if (lasted.toSeconds() > 0) {
      notes.add(Durations.text(lasted));
    }
    String since = String.join(", ", notes);
    return parenthesis(Stream.concat(Stream.of(since), late(episode, now).stream()));
  }

  private static String change(Transition transition) {
    return switch (transition.kind()) {
      case OPENED, RESOLVED, CLOSED -> "";
      case WORSENED, EASED, REMINDER -> transition.kind().word() + ", ";
    };
  }

  private static Optional<String> late(Episode episode, Instant now) {
    if (episode.happenedUntold()) {
      Incident incident = episode.incident();
      return Optional.of(
          "told late: happened %s, %s %s"
              .formatted(
                  Times.time(incident.began(), now),
                  episode.latest().kind().word(),
                  Times.time(episode.latest().at(), now)));
    }
    return episode.transitions().stream()
        .filter(one -> Duration.between(one.at(), now).compareTo(LATE) > 0)
        .findFirst()
        .map(one -> "told late: " + one.kind().word() + " " + Times.time(one.at(), now));
  }

  private static String parenthesis(Stream<String> notes) {
    String joined = notes.collect(Collectors.joining("; "));
    return joined.isEmpty() ? "" : " (" + joined + ")";
  }

  private static String shout(Severity severity) {
    return severity.word().toUpperCase(Locale.ROOT);
  }
}
