package io.gapwatch.agent.probe;

import io.gapwatch.agent.text.Lines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reading of a source that responded.
 *
 * @param summary the result in one line
 * @param facts what was seen, for people, in display order
 * @param values the numbers that were measured
 * @param details what else was seen, for scripts: texts, numbers and booleans by name
 * @param observations what to judge against limits
 * @param unmeasured subjects about which nothing is known; one makes the check unknown, and what
 *     was observed is judged all the same
 * @param complete false if more was observed than is listed
 * @param covered what was looked at
 */
public record Measured(
    String summary,
    List<Fact> facts,
    List<Value> values,
    Map<String, Object> details,
    List<Observation> observations,
    List<Unmeasured> unmeasured,
    boolean complete,
    Covered covered)
    implements Reading {
  public Measured {
    summary = Lines.visible(summary);
    facts = List.copyOf(facts);
    values = List.copyOf(values);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    observations = List.copyOf(observations);
    unmeasured = List.copyOf(unmeasured);
  }

  /** The detail that is false when nobody answered. */
  public static final String ANSWERED = "answered";

  /** Starts a reading with its one-line summary. */
  public static Builder saying(String summary) {
    return new Builder(summary);
  }

  /** Builds a reading. */
  public static final class Builder {
    private String summary;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<Unmeasured> unmeasured = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> untold = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private boolean complete = true;
    private Covered covered = Covered.everything();

    private Builder(String summary) {
      this.summary = summary;
    }

    /** Another one-line summary, where only the whole work shows it. */
    public Builder summary(String other) {
      summary = other;
      return this;
    }

    public Builder fact(String label, String text) {
      facts.add(new Fact(label, text));
      return this;
    }

    public Builder facts(List<Fact> more) {
      facts.addAll(more);
      return this;
    }

    /** A number of the whole check. */
    public Builder value(Metric metric, Number number) {
      return value(metric, "", number);
    }

    /** A number of one subject. */
    public Builder value(Metric metric, String subject, Number number) {
      values.add(new Value(metric, subject, number));
      return this;
    }

    public Builder detail(String name, Object value) {
      details.put(name, value);
      return this;
    }

    public Builder observe(Observation observation) {
      observations.add(observation);
      return this;
    }

    public Builder observe(List<Observation> more) {
      observations.addAll(more);
      return this;
    }

    /**
     * Nobody answered, which is what this check wanted to know. Checks that depend on it are not
     * asked.
     */
    public Builder unanswered() {
      return detail(ANSWERED, false);
    }

    /** A subject that could not be measured. */
    public Builder unmeasured(Unmeasured subject) {
      unmeasured.add(subject);
      return this;
    }

    /** A subject that was found out this time, though nothing of it is judged. */
    public Builder told(String subject) {
      told.add(Lines.visible(subject));
      return this;
    }

    /** A subject that could not be found out this time, which is nothing to alarm of. */
    public Builder untold(String subject) {
      untold.add(Lines.visible(subject));
      return this;
    }

    /** A subject that no later reading tells either: what was told of it is closed. */
    public Builder ended(String subject) {
      ended.add(Lines.visible(subject));
      return this;
    }

    /** Whether everything observed is listed. */
    public Builder complete(boolean all) {
      complete = all;
      return this;
    }

    /**
     * What was looked at; left out, it is everything that the check has ever found anything wrong
     * with.
     */
    public Builder covering(Covered read) {
      covered = read;
      return this;
    }

    /**
     * Only what has an observation, or was told, was looked at.
     *
     * @param parts of things that come and go, those that there are now
     */
    public Builder coveringWhatIsObserved(Collection<String> parts) {
      return covering(
          Covered.observed(
              Stream.concat(observations.stream().map(Observation::subject), told.stream())
                  .collect(Collectors.toSet()),
              Set.copyOf(parts)));
    }

    public Measured build() {
      return new Measured(
          summary, facts, values, details, observations, unmeasured, complete, read());
    }

    private Covered read() {
      return covered
          .except(
              Stream.concat(
                      untold.stream(), unmeasured.stream().flatMap(one -> one.hidden().stream()))
                  .collect(Collectors.toSet()))
          .ending(ended);
    }
  }

  /**
   * Numbers and details by name, as scripts read them: a number of the whole check is a number,
   * those of several subjects are a map; in it, a subject without a name is one of them.
   */
  public Map<String, Object> byName() {
    Set<String> bySubject =
        values.stream()
            .filter(value -> !value.subject().isEmpty())
            .map(value -> value.metric().name())
            .collect(Collectors.toSet());
    Map<String, Object> all = new LinkedHashMap<>();
    for (Value value : values) {
      if (!bySubject.contains(value.metric().name())) {
        all.put(value.metric().name(), value.number());
      } else {
        subjects(all, value.metric().name()).put(value.subject(), value.number());
      }
    }
    all.putAll(details);
    return all;
  }

  @SuppressWarnings("unchecked") // Only this class puts maps in.
  private static Map<String, Object> subjects(Map<String, Object> all, String name) {
    return (Map<String, Object>) all.computeIfAbsent(name, any -> new LinkedHashMap<>());
  }
}
