package io.gapwatch.agent.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP response.
 *
 * @param headers by name, case-insensitively
 * @param body as UTF-8
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final int OK = 200;

  public boolean isOk() {
    return status == OK;
  }

  /** The first value of this header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Omits the body, which may be secret. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
