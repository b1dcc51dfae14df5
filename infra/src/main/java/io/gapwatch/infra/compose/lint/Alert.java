package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Place;
import io.gapwatch.infra.compose.lint.LabelMatcher.Holds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An alerting rule.
 *
 * @param labels those that the rule sets; of one with a template the value is not known
 * @param routing labels that rules set: an alert without such a label does not have it
 * @param jobs the names of all jobs; empty when they are not known
 */
record Alert(
    String name,
    Place place,
    String expression,
    Map<String, Node> labels,
    Set<String> routing,
    Set<String> jobs) {
  private static final Pattern ITS_JOB = Pattern.compile("\\{\\{-?\\s*\\$labels\\.job\\s*-?}}");

  static Alert of(Node rule, Map<String, Node> inherited, Set<String> routing, Set<String> jobs) {
    Map<String, Node> labels = new LinkedHashMap<>(inherited);
    rule.get("labels").ifPresent(own -> labels.putAll(own.entries()));
    Node name = rule.get("alert").orElseThrow();
    return new Alert(
        name.text().orElse(""),
        name.place(),
        rule.get("expr").flatMap(Node::text).orElse(""),
        labels,
        routing,
        jobs);
  }

  /** Whether all conditions hold of it. */
  Holds all(List<LabelMatcher> matchers) {
    Holds all = Holds.YES;
    for (LabelMatcher each : matchers) {
      Holds one = holds(each);
      if (one == Holds.NO) {
        return Holds.NO;
      }
      all = one == Holds.PERHAPS ? Holds.PERHAPS : all;
    }
    return all;
  }

  private Holds holds(LabelMatcher matcher) {
    if (matcher.label().equals("alertname")) {
      return matcher.matches(name) ? Holds.YES : Holds.NO;
    }
    Node value = labels.get(matcher.label());
    if (value == null) {
      boolean lacks = routing.contains(matcher.label()) && !keeps(matcher.label());
      return !lacks ? Holds.PERHAPS : matcher.matches("") ? Holds.YES : Holds.NO;
    }
    String text = value.text().orElse("");
    if (text.contains("{{")) {
      boolean never =
          !jobs.isEmpty()
              && ITS_JOB.matcher(text).matches()
              && jobs.stream().noneMatch(matcher::matches);
      return never ? Holds.NO : Holds.PERHAPS;
    }
    return matcher.matches(text) ? Holds.YES : Holds.NO;
  }

  /** Whether its expression names the label, so that its series may have it. */
  private boolean keeps(String label) {
    return expression.matches("(?s).*\\b" + Pattern.quote(label) + "\\b.*");
  }

  /** The value of a label where the files tell it. */
  Optional<String> known(String label) {
    if (label.equals("alertname")) {
      return Optional.of(name);
    }
    return Optional.ofNullable(labels.get(label))
        .flatMap(Node::text)
        .filter(text -> !text.contains("{{"));
  }
}
