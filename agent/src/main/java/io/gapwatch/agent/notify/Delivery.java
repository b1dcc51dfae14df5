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

  /**
   * The vendor does not accept it, and would not if it were repeated now. It waits until its cause
   * is fixed: a token, an address, a user. The reason contains no secret.
   *
   * @param text whether the cause may be what the message says, so that other words may arrive
   */
  record Refused(String reason, boolean text) implements Delivery {

    /** Whatever the message says. */
    public Refused(String reason) {
      this(reason, false);
    }
  }

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
