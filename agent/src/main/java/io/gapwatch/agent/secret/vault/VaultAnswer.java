package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What Vault answered. Its body is never shown. */
record VaultAnswer(int status, JsonNode body) {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  boolean isOk() {
    return status == OK;
  }

  boolean isForbidden() {
    return status == FORBIDDEN;
  }

  boolean isNotFound() {
    return status == NOT_FOUND;
  }

  /** Whether one of its errors has these words. */
  boolean says(String words) {
    for (JsonNode error : body.path("errors")) {
      if (error.asText().toLowerCase(Locale.ROOT).contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "VaultAnswer[" + status + "]";
  }
}
