package io.gapwatch.agent.finding;

import io.gapwatch.agent.probe.Fact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One check, asked and judged.
 *
 * @param title the heading of its section in the console report
 * @param summary the whole answer in one line
 * @param facts what was seen, for people
 * @param measured what was seen, for scripts: numbers, texts and booleans by name
 * @param complete false when the findings are only some of those that exist, so that what is not
 *     listed may not be taken as healed
 * @param scope what was measured with which settings, as a short mark: results with another one are
 *     no past of this check; empty where nothing was measured
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
    String scope) {

  public CheckResult {
    facts = List.copyOf(facts);
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    findings = List.copyOf(findings);
  }

  /** The same result with its mark. */
  public CheckResult within(String mark) {
    return new CheckResult(
        id, type, source, title, status, summary, facts, measured, findings, complete, mark);
  }
}
