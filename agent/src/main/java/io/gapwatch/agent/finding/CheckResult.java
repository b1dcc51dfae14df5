package io.gapwatch.agent.finding;

import io.gapwatch.agent.probe.Fact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One check, asked and judged.
 *
 * @param title the heading of its section in the console report
 * @param summary the whole answer in one line
 * @param facts what was seen, for people
 * @param measured what was seen, for scripts: numbers, texts and booleans by name
 * @param complete false when the findings are only some of those that exist, so that what is not
 *     listed may not be taken as healed
 * @param memory what the probe wants to be told at the next run of the job
 */
public record CheckResult(
    String id,
    String type,
    String source,
    String title,
    Status status,
    String summary,
    List<Fact> facts,
    Map<String, Object> measured,
    List<Finding> findings,
    boolean complete,
    Optional<String> memory) {

  public CheckResult {
    facts = List.copyOf(facts);
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    findings = List.copyOf(findings);
  }
}
