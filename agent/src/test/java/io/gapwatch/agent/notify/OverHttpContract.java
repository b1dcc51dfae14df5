package io.gapwatch.agent.notify;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.StandIn;
import java.net.URI;

/** What holds for every channel over HTTP. */
public abstract class OverHttpContract extends AnswersContract {
  /** Its vendor. */
  protected abstract StandIn vendor();

  /** The same channel, with a vendor elsewhere and this time-out. */
  protected abstract Messenger at(URI server, String timeout);

  @Override
  protected final int attempts() {
    return vendor().requests();
  }

  @Override
  protected final void failNext() {
    vendor().failNext(1, Fault.SERVER_ERROR);
  }

  @Override
  protected final void refuseNext() {
    vendor().failNext(1, Fault.REJECTION);
  }

  @Override
  protected final Messenger meeting(Mishap mishap) {
    switch (mishap) {
      case TOO_MANY -> vendor().failNext(1, Fault.TOO_MANY);
      case ERROR -> vendor().failNext(1, Fault.SERVER_ERROR);
      case TAKEN -> vendor().failNext(1, Fault.TAKEN_DROP);
      case SILENCE -> {
        return at(odd(mishap).uri(), "300ms");
      }
      case RESET, GARBAGE -> {
        return at(odd(mishap).uri(), "60s");
      }
    }
    return messenger();
  }
}
