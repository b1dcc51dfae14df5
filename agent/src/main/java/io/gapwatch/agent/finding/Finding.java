package io.gapwatch.agent.finding;

import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.text.Lines;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A judged reading.
 *
 * @param checkId the check that found it
 * @param subject what it is about; with the check id it is the identity of the incident, so it
 *     never contains a value that changes from run to run
 * @param summary what is wrong, in a few words
 * @param observed what was seen
 * @param limit what was expected
 * @param remedy what to do; never a destructive step
 * @param evidence details for scripts, in display order
 * @param since when it began, by the data's own clock, if known
 * @param settlesAt until then it may still resolve by itself, and nobody is notified
 * @param place where it is, in what its check looks at
 */
public record Finding(
    String checkId,
    Severity severity,
    String subject,
    String summary,
    String observed,
    String limit,
    String remedy,
    Map<String, Object> evidence,
    Optional<Instant> since,
    Optional<Instant> settlesAt,
    Place place) {
  /** How many checks a message names. */
  private static final int NAMED = 8;

  public Finding {
    subject = Lines.visible(subject);
    summary = Lines.visible(summary);
    observed = Lines.visible(observed);
    remedy = Lines.visible(remedy);
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** The same, naming the checks that were not asked because of it. */
  Finding skipping(List<String> checks) {
    String names =
        String.join(", ", checks.subList(0, Math.min(checks.size(), NAMED)))
            + (checks.size() > NAMED ? " and %d more".formatted(checks.size() - NAMED) : "");
    Map<String, Object> more = new LinkedHashMap<>(evidence);
    more.put("notChecked", checks);
    return new Finding(
        checkId,
        severity,
        subject,
        summary + "; not checked because of it: " + names,
        observed,
        limit,
        remedy,
        more,
        since,
        settlesAt,
        place);
  }

  /** The identity of the incident that this finding is one sighting of. */
  public Fingerprint fingerprint() {
    return new Fingerprint(checkId, subject);
  }

  /** Whether it says that the whole check could not run, so that nothing was measured. */
  public boolean isOfTheCheckItself() {
    return severity == Severity.UNKNOWN && subject.equals(Judge.CANNOT_BE_CHECKED);
  }

  /** Whether it may still resolve by itself at this time. */
  public boolean unsettledAt(Instant now) {
    return settlesAt.filter(now::isBefore).isPresent();
  }
}
