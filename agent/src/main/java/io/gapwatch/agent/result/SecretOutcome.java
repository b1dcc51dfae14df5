package io.gapwatch.agent.result;

/**
 * The outcome of fetching one secret.
 *
 * @param length in characters, if it was fetched
 * @param version which one was fetched, in words; empty where its store keeps no versions
 * @param failure why it could not be fetched; empty if it was
 */
public record SecretOutcome(String name, int length, String version, String failure) {

  public static SecretOutcome fetched(String name, int length) {
    return fetched(name, length, "");
  }

  public static SecretOutcome fetched(String name, int length, String version) {
    return new SecretOutcome(name, length, version, "");
  }

  public static SecretOutcome failed(String name, String reason) {
    return new SecretOutcome(name, 0, "", reason);
  }

  public boolean isFetched() {
    return failure.isEmpty();
  }
}
