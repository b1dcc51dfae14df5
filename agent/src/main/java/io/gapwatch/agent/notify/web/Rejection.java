package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Delivery;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer means that is not the vendor's yes, where the vendor has no rule of its own: what
 * is repeated may work after 408, 425, 429 and 5xx; any other 4xx would answer the same again.
 *
 * @param vendor its name, as people know it
 * @param now what a {@code Retry-After} in seconds is counted from, UTC
 */
public record Rejection(String vendor, Answer answer, Instant now) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int LAST_SUCCESS = 299;
  private static final int FIRST_REFUSAL = 400;
  private static final int FIRST_FAILURE = 500;

  /**
   * By the status.
   *
   * @param words what the vendor says, or what can be done, without secrets; may be empty
   */
  public Delivery delivery(String words) {
    int status = answer.status();
    String said = words.isEmpty() ? usual(status) : ": " + words;
    if (status <= LAST_SUCCESS) {
      return new Delivery.Failed(
          "the answer is not from %s; is there a proxy or a login page in between?"
              .formatted(vendor));
    }
    if (status < FIRST_REFUSAL) {
      return new Delivery.Failed(
          ("%s answered %d, a redirect, which is not followed because the address may be a secret;"
                  + " correct the address")
              .formatted(vendor, status));
    }
    return status >= FIRST_FAILURE || isPassing(status)
        ? later(said, retryAfter())
        : new Delivery.Refused("%s refused it (%d)%s".formatted(vendor, status, said));
  }

  /** It may work later, at the time that the answer's body names. */
  public Delivery later(String said, Optional<Instant> when) {
    return new Delivery.Failed("%s answered %d%s".formatted(vendor, answer.status(), said), when);
  }

  /** When the vendor asks to be tried again, if it does, UTC. */
  public Optional<Instant> retryAfter() {
    return answer.header("Retry-After").flatMap(text -> RetryAfterHeader.read(text, now));
  }

  /** The JDK keeps the words of a 401 to itself. */
  private static String usual(int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> ": check its credentials";
      case NOT_FOUND -> ": check its address";
      default -> "";
    };
  }

  private static boolean isPassing(int status) {
    return status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY;
  }
}
