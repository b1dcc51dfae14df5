package io.gapwatch.agent.result;

/**
 * The outcome of fetching one secret.
 *
 * @param length in characters, if it was fetched
 * @param failure why it could not be fetched; empty if it was
 */
public record SecretOutcome(String name, int length, String failure) {

  public static SecretOutcome fetched(String name, int length) {
    return new SecretOutcome(name, length, "");
  }

  public static SecretOutcome failed(String name, String reason) {
    return new SecretOutcome(name, 0, reason);
  }

  public boolean isFetched() {
    return failure.isEmpty();
  }
}
