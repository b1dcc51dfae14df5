package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.text.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The words of a line that several incidents share. */
final class SharedLine {
  /** Of those that share a line, so many are named as leave room for the rest of the line. */
  private static final TextLimit NAMED = new TextLimit(190);

  private SharedLine() {}

  /** {@code CRITICAL 20 found by blocks: blocks 1-2: 2 blocks missing; …; +17 more (since …)}. */
  static String alike(List<IncidentUpdate> group, Instant now) {
    IncidentUpdate oldest =
        group.stream().min(comparing(one -> one.incident().began())).orElseThrow();
    return TransitionLine.shout(oldest.severity())
        + " "
        + group.size()
        + " found by "
        + oldest.incident().finding().checkId()
        + ": "
        + named(group, one -> TransitionLine.subject(one) + ": " + TransitionLine.what(one))
        + TransitionLine.notes(oldest, now);
  }

  /**
   * {@code resolved 20 found by blocks: blocks 1-2; …; +15 more: were critical, at most for 4h}.
   */
  static String over(List<IncidentUpdate> group, Instant now) {
    IncidentUpdate first = group.get(0);
    IncidentUpdate longest =
        group.stream().max(comparing(one -> one.incident().lasted(now))).orElseThrow();
    return "%s %d found by %s: %s: %swere %s, at most for %s%s"
        .formatted(
            first.latest().kind().word(),
            group.size(),
            first.incident().finding().checkId(),
            named(group, TransitionLine::subject),
            first.incident().closure().map(why -> why.words() + "; ").orElse(""),
            first.severity().word(),
            TransitionLine.lasted(longest.incident(), now),
            TransitionLine.parenthesis(TransitionLine.late(first, now).stream()));
  }

  private static String named(List<IncidentUpdate> group, Function<Finding, String> name) {
    List<String> names = group.stream().map(one -> name.apply(one.incident().finding())).toList();
    return IntStream.iterate(names.size(), shown -> shown > 0, shown -> shown - 1)
        .mapToObj(shown -> named(names, shown))
        .filter(NAMED::holds)
        .findFirst()
        .orElseGet(() -> NAMED.cut(names.get(0)) + "; +" + (names.size() - 1) + " more");
  }

  private static String named(List<String> names, int shown) {
    String listed = String.join("; ", names.subList(0, shown));
    return shown == names.size() ? listed : listed + "; +" + (names.size() - shown) + " more";
  }

  static String unknown(List<IncidentUpdate> group) {
    long checks = group.stream().map(one -> one.incident().finding().checkId()).distinct().count();
    // Several subjects of one check are unknown in a check that did run.
    String who =
        checks == group.size()
            ? Numbers.count(checks, "check") + " could not run: "
            : group.size() + " subjects could not be checked: ";
    return TransitionLine.shout(Severity.UNKNOWN)
        + " "
        + who
        + group.get(0).incident().finding().observed();
  }
}
