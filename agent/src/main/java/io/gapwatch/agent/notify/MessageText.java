package io.gapwatch.agent.notify;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Lines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The body of a message: what is wrong in one line, then each change, worst first, then the state
 * of the data. Ages are as of the message's own time, and what happened long before it is marked as
 * sent late.
 */
public final class MessageText {
  private static final String NO_DETAILS = "(no details)";
  private static final int CHECKS_NAMED = 3;
  private static final int CHANGES_BEFORE_DATA = 3;
  private static final TextLimit ISSUE = new TextLimit(120);

  private final String issues;
  private final List<TransitionLine> changes;
  private final List<String> summary;

  public MessageText(Message message) {
    List<IncidentUpdate> updates = IncidentUpdate.of(message.transitions());
    issues = issues(updates);
    changes = TransitionLine.of(updates, message.at());
    summary = message.summary();
  }

  /**
   * What one incident's changes come to, on one line.
   *
   * @param now what ages are counted from, UTC
   */
  public static String line(IncidentUpdate update, Instant now) {
    return TransitionLine.of(List.of(update), now).get(0).text();
  }

  /** The full text; never empty. */
  public String whole() {
    return assemble(changes.size(), summary);
  }

  /**
   * The text, cut to the limit. The worst changes and the data are dropped last; {@code +N more}
   * says how many changes are left out.
   */
  public String within(TextLimit limit) {
    if (changes.isEmpty()) {
      return limit.cut(whole());
    }
    return Stream.concat(
            fewerAndFewer(Math.min(changes.size(), CHANGES_BEFORE_DATA), summary),
            fewerAndFewer(1, List.of()))
        .filter(limit::holds)
        .findFirst()
        .orElseGet(() -> limit.cut(assemble(1, List.of())));
  }

  /** Only the changes, cut to the limit in the same way; empty when there are none. */
  public String changesWithin(TextLimit limit) {
    return changes.isEmpty()
        ? ""
        : fewerAndFewer(1, List.of())
            .filter(limit::holds)
            .findFirst()
            .orElseGet(() -> limit.cut(assemble(1, List.of())));
  }

  /** The state of the data, cut to the limit; empty when there is none. */
  public String factsWithin(TextLimit limit) {
    return limit.cut(String.join("\n", summary).strip());
  }

  private Stream<String> fewerAndFewer(int atLeast, List<String> facts) {
    return IntStream.iterate(changes.size(), shown -> shown >= atLeast, shown -> shown - 1)
        .mapToObj(shown -> assemble(shown, facts));
  }

  private String assemble(int shown, List<String> facts) {
    List<String> lines = new ArrayList<>();
    if (!issues.isEmpty()) {
      lines.add(issues);
    }
    changes.subList(0, shown).forEach(change -> lines.add(change.text()));
    int hidden = changes.stream().skip(shown).mapToInt(TransitionLine::count).sum();
    if (hidden > 0) {
      lines.add("+" + hidden + " more");
    }
    if (!lines.isEmpty() && !facts.isEmpty()) {
      lines.add("");
    }
    lines.addAll(facts);
    String text = String.join("\n", lines).strip();
    return text.isEmpty() ? NO_DETAILS : text;
  }

  private static String issues(List<IncidentUpdate> updates) {
    List<List<IncidentUpdate>> byCheck =
        List.copyOf(
            updates.stream()
                .filter(update -> !update.over())
                .collect(
                    groupingBy(
                        one -> one.incident().finding().checkId(), LinkedHashMap::new, toList()))
                .values());
    if (byCheck.isEmpty()) {
      return "";
    }
    String named =
        byCheck.stream()
            .limit(CHECKS_NAMED)
            .map(MessageText::issue)
            .collect(Collectors.joining("; "));
    return "Issues: " + named + others(byCheck.size() - CHECKS_NAMED);
  }

  private static String others(int checks) {
    return switch (Math.max(checks, 0)) {
      case 0 -> "";
      case 1 -> "; 1 more check";
      default -> "; " + checks + " more checks";
    };
  }

  private static String issue(List<IncidentUpdate> ofOneCheck) {
    String check = ofOneCheck.get(0).incident().finding().checkId().toUpperCase(Locale.ROOT);
    String worst = ISSUE.cut(Lines.oneLine(worst(ofOneCheck).summary()));
    return ofOneCheck.size() == 1
        ? check + ": " + worst
        : check + ": " + ofOneCheck.size() + " found, worst: " + worst;
  }

  /** Of those that are as severe as the first, what its check told first. */
  private static Finding worst(List<IncidentUpdate> ofOneCheck) {
    return ofOneCheck.stream()
        .filter(one -> one.severity() == ofOneCheck.get(0).severity())
        .map(IncidentUpdate::incident)
        .min(comparing(Incident::id))
        .orElseThrow()
        .finding();
  }
}
