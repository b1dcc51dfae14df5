package io.gapwatch.agent.soak;

import java.util.List;

/**
 * What the phone's vendor saw of one run.
 *
 * @param texts of the messages that it took
 * @param receipts of the emergencies among them, which ring until somebody takes them on
 * @param calledOff the receipts that ring no longer
 * @param requests how many it got, whatever became of them
 */
record PhoneLog(List<String> texts, List<String> receipts, List<String> calledOff, int requests) {
  PhoneLog {
    texts = List.copyOf(texts);
    receipts = List.copyOf(receipts);
    calledOff = List.copyOf(calledOff);
  }
}
