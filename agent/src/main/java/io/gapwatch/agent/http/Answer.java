package io.gapwatch.agent.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers by their names, in any case
 * @param body as UTF-8
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  public boolean isOk() {
    return status == OK;
  }

  /** The server does not accept who asks. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Without the body, which may be secret. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
