package io.gapwatch.infra.deploy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The engine's own words for the first failures, with a cause and a way out for people. */
enum EngineFailure {
  NO_PASSPHRASE(
      "passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
      "the state is encrypted: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or"
          + " PULUMI_CONFIG_PASSPHRASE_FILE",
      "export PULUMI_CONFIG_PASSPHRASE=… with the one that made the stack"),
  WRONG_PASSPHRASE(
      "incorrect passphrase",
      "incorrect passphrase",
      "export PULUMI_CONFIG_PASSPHRASE=… with the one that made the stack"),
  LOCKED(
      "the stack is currently locked by",
      "the stack is currently locked by another operation, or by one that was killed",
      "wait for it; if none is running, pulumi cancel");

  private final Pattern words;
  private final String cause;
  private final String way;

  EngineFailure(String words, String cause, String way) {
    this.words = Pattern.compile(words);
    this.cause = cause;
    this.way = way;
  }

  /** The first that fits what was printed. */
  static Optional<EngineFailure> in(String printed) {
    return Arrays.stream(values()).filter(each -> each.words.matcher(printed).find()).findFirst();
  }

  /** One line of cause, and one of what to do. */
  String text() {
    return "%s%nTo do: %s".formatted(cause, way);
  }
}
