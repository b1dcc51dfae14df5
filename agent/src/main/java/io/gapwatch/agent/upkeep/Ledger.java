package io.gapwatch.agent.upkeep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is written down before it is done, so that a run that was killed in the middle of it leaves
 * a state that the next one reads rightly.
 */
public interface Ledger {
  /** A dry run writes nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public List<Entry> interrupted() {
          return List.of();
        }

        @Override
        public Step begin(String subject, String before) {
          return (done, words) -> {};
        }
      };

  /**
   * What the runs did that were killed since this action was last due, and since a run of it ended:
   * it belongs to the same round, and is not done again.
   */
  List<Entry> interrupted();

  /**
   * Writes down that something is about to be done.
   *
   * @param subject the part of the source, such as a process
   * @param before how it is now, in a form of the action's own
   */
  Step begin(String subject, String before);

  /** Something that was begun. */
  @FunctionalInterface
  interface Step {
    /**
     * Writes down how it ended.
     *
     * @param done whether it did what it should
     */
    void end(boolean done, String words);
  }

  /**
   * What an earlier run did.
   *
   * @param done whether it did what it should; empty if the run was killed meanwhile
   */
  record Entry(String subject, String before, Instant at, Optional<Boolean> done) {}
}
