package io.gapwatch.agent.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out.
 *
 * @param summary the whole answer in one line
 * @param facts what was seen, for people, in the order in which it is shown
 * @param values what was seen, for scripts: numbers, texts and booleans by name
 * @param observations what limits are held against
 * @param complete false when there was more to observe than is listed
 * @param memory what the probe wants to be given at the next run
 */
public record Measured(
    String summary,
    List<Fact> facts,
    Map<String, Object> values,
    List<Observation> observations,
    boolean complete,
    Optional<String> memory)
    implements Reading {

  public Measured {
    facts = List.copyOf(facts);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    observations = List.copyOf(observations);
  }

  /** A whole reading without memory. */
  public static Measured of(
      String summary,
      List<Fact> facts,
      Map<String, Object> values,
      List<Observation> observations) {
    return new Measured(summary, facts, values, observations, true, Optional.empty());
  }

  /** The same reading, to be remembered. */
  public Measured remembering(String text) {
    return new Measured(summary, facts, values, observations, complete, Optional.of(text));
  }
}
