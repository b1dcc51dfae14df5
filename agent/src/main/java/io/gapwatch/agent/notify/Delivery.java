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

  /** The vendor will never take it as it is: it is not repeated. The reason holds no secret. */
  record Refused(String reason) implements Delivery {}

  /**
   * It may work later: it stays in the outbox. The reason holds no secret.
   *
   * @param notBefore until then the vendor takes nothing and asks not to be asked, UTC
   */
  record Failed(String reason, Optional<Instant> notBefore) implements Delivery {

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
