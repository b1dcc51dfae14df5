package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether it is this machine's own network that is down, asked in one run, once, and only after
 * something did not answer. It is down if none of its addresses takes a connection.
 */
final class Uplink {
  static final String ID = "uplink";
  private static final String SUBJECT = "this machine's network";

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final List<String> addresses;
  private final Predicate<String> outside;
  private final Predicate<String> reaches;
  private final Supplier<Concurrently> time;
  private final List<String> folded = new ArrayList<>();
  private Optional<Boolean> down = Optional.empty();

  /**
   * @param addresses as {@code host:port}; without one, nothing is ever explained
   * @param outside whether a source of this name is outside of this machine
   * @param reaches whether an address takes a connection
   */
  Uplink(List<String> addresses, Predicate<String> outside, Predicate<String> reaches) {
    this(addresses, outside, reaches, () -> Concurrently.within(LONGEST));
  }

  /**
   * The same.
   *
   * @param time how long an address may take
   */
  Uplink(
      List<String> addresses,
      Predicate<String> outside,
      Predicate<String> reaches,
      Supplier<Concurrently> time) {
    this.time = time;
    this.addresses = List.copyOf(addresses);
    this.outside = outside;
    this.reaches = reaches;
  }

  /** That of a configuration. */
  static Uplink of(Config config, RunSecrets secrets, Types types) {
    return new Uplink(
        config.uplink(), source -> isOutside(source, config, secrets, types), Reach::connects);
  }

  private static boolean isOutside(String name, Config config, RunSecrets secrets, Types types) {
    // The loader has verified that the source exists.
    Tagged tagged = Objects.requireNonNull(config.sources().get(name));
    try {
      return types
          .source(tagged)
          .leavesMachine(new SourceType.Origin(name, config, secrets), tagged.settings());
    } catch (SecretUnavailableException | SourceUnavailableException e) {
      // Its own trouble explains it.
      return false;
    }
  }

  /** Whether it explains why nobody answered this check. */
  synchronized boolean explains(CheckResult result) {
    return !addresses.isEmpty() && outside.test(result.source()) && isDown();
  }

  private synchronized boolean isDown() {
    if (down.isEmpty()) {
      boolean silent = addresses.stream().noneMatch(this::isReached);
      // An interrupted run has waited for nobody: silence proves nothing.
      down = Optional.of(silent).filter(any -> !Thread.currentThread().isInterrupted());
    }
    return down.orElse(false);
  }

  private synchronized boolean isUp() {
    return !isDown() && down.isPresent();
  }

  /** Without a network, looking up a name may take longer than connecting ever does. */
  private boolean isReached(String address) {
    return time.get()
        .each(List.of(address), any -> any, reaches::test, (any, late) -> false)
        .get(0);
  }

  /** Counts a check that it was told instead of. */
  void folds(String check) {
    folded.add(check);
  }

  /** What to tell of it; empty if there is nothing to tell or to resolve. */
  Optional<CheckResult> result(EarlierRuns earlier) {
    if (folded.isEmpty()) {
      // Nobody may have been asked who is outside: only an address that answers proves it.
      return !addresses.isEmpty() && earlier.isOpen(new Fingerprint(ID, SUBJECT)) && isUp()
          ? Optional.of(result(Status.OK, "the network can be reached again", List.of()))
          : Optional.empty();
    }
    String reason = "no connection to " + String.join(", nor to ", addresses);
    Finding finding =
        new Finding(
            ID,
            Severity.CRITICAL,
            SUBJECT,
            "this machine's network is down: " + reason,
            reason,
            "a connection",
            "see ip route and ping -c 3 "
                + addresses.get(0).replaceFirst(":\\d+$", "")
                + "; what the other checks watch may be fine",
            Map.of("addresses", addresses),
            Optional.empty(),
            Optional.empty(),
            Place.WHOLE);
    return Optional.of(
        result(Status.CRITICAL, finding.summary(), List.of(finding)).skipping(folded));
  }

  private static CheckResult result(Status status, String summary, List<Finding> findings) {
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "Uplink",
        status,
        summary,
        List.of(),
        Map.of(),
        findings,
        true,
        Covered.everything(),
        "");
  }
}
