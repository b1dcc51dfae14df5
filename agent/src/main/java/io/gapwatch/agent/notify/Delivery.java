package io.gapwatch.agent.notify;

import java.time.Instant;
import java.util.Optional;

/** How an attempt to deliver ended. */
public sealed interface Delivery {

  /**
   * It arrived.
   *
   * @param receipt the vendor's handle on it, where there is one to cancel later
   */
  record Delivered(Optional<String> receipt) implements Delivery {}

  /** The vendor will never accept it, so it is not retried. The reason contains no secret. */
  record Refused(String reason) implements Delivery {}

  /**
   * It may work later: it stays in the outbox. The reason contains no secret.
   *
   * @param retryAfter the vendor asks for no request before this time, UTC
   */
  record Failed(String reason, Optional<Instant> retryAfter) implements Delivery {

    public Failed(String reason) {
      this(reason, Optional.empty());
    }
  }

  static Delivery delivered() {
    return new Delivered(Optional.empty());
  }

  static Delivery delivered(String receipt) {
    return new Delivered(Optional.of(receipt));
  }
}
