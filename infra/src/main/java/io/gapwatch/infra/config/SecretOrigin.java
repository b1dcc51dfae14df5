package io.gapwatch.infra.config;

import java.util.Arrays;
import java.util.Optional;

/** Where the values of the secrets come from. */
public enum SecretOrigin {
  DOPPLER("doppler"),
  DOPPLER_CLI("doppler-cli"),
  CONFIG("config");

  private final String word;

  SecretOrigin(String word) {
    this.word = word;
  }

  static Optional<SecretOrigin> of(String word) {
    return Arrays.stream(values()).filter(origin -> origin.word.equals(word)).findFirst();
  }
}
