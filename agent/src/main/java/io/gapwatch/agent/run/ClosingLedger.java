package io.gapwatch.agent.run;

import io.gapwatch.agent.upkeep.Ledger;
import java.util.List;

/**
 * A ledger that ends with its run: an action that was left behind at the deadline, and wakes up
 * later, begins nothing more.
 */
final class ClosingLedger implements Ledger, AutoCloseable {
  private final Ledger ledger;
  private boolean closed;

  ClosingLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public synchronized List<Entry> interrupted() {
    requireOpen();
    return ledger.interrupted();
  }

  @Override
  public synchronized Step begin(String subject, String before) {
    requireOpen();
    Step step = ledger.begin(subject, before);
    return (done, words) -> end(step, done, words);
  }

  /** The run has told already that it does not know how this ended. */
  private synchronized void end(Step step, boolean done, String words) {
    if (!closed) {
      step.end(done, words);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the run of this action is over");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
