package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.result.SecretOutcome;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether each secret can be fetched; only its length and its version are shown. {@code gapctl
 * rotate} reads the version here.
 */
final class SecretsCheck implements DoctorCheck {
  private final String origin;
  private final boolean remote;
  private final Supplier<List<SecretOutcome>> fetch;

  /**
   * @param origin where they come from, for people
   * @param remote whether fetching them needs the network
   */
  public SecretsCheck(String origin, boolean remote, Supplier<List<SecretOutcome>> fetch) {
    this.origin = origin;
    this.remote = remote;
    this.fetch = fetch;
  }

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public boolean needsNetwork() {
    return remote;
  }

  @Override
  public List<Diagnosis> examine() {
    List<SecretOutcome> outcomes = fetch.get();
    return outcomes.isEmpty()
        ? List.of(Diagnosis.ok("none needed"))
        : outcomes.stream().map(this::diagnosis).toList();
  }

  private Diagnosis diagnosis(SecretOutcome outcome) {
    return outcome.isFetched()
        ? Diagnosis.ok(
            "%s from %s (%d characters%s%s)"
                .formatted(
                    outcome.name(), origin, outcome.length(), version(outcome), length(outcome)))
        : Diagnosis.failed(
            "%s: %s".formatted(outcome.name(), outcome.failure()),
            "store it in " + origin + " under this name, or correct the name");
  }

  private static String length(SecretOutcome outcome) {
    return outcome.length() < Secret.SHORTEST_REDACTED
        ? ", too short to be taken out of messages that quote it"
        : "";
  }

  private static String version(SecretOutcome outcome) {
    return outcome.version().isEmpty() ? "" : ", " + outcome.version();
  }
}
