package io.gapwatch.agent.run;

import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.history.Actions;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.upkeep.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ledger of one run, in the history.
 *
 * @param run the run, which holds the lock
 * @param target the identity of the source; empty for this machine
 * @param elapsed how long the run has taken, by the machine's monotonic clock
 */
record StoredLedger(
    History history, Run run, UpkeepConfig upkeep, String target, Supplier<Duration> elapsed)
    implements Ledger {

  @Override
  public List<Entry> interrupted() {
    Instant due = Timetable.of(upkeep.job()).last(run.startedAt()).orElse(Instant.EPOCH);
    Instant since =
        history
            .runs()
            .last(run.job(), run.startedAt())
            .map(Run::startedAt)
            .filter(ended -> ended.isAfter(due))
            .orElse(due);
    return history.runs().unfinished(run.job()).stream()
        // The lock is held: those without an end were killed.
        .filter(killed -> !killed.id().equals(run.id()))
        .filter(killed -> !killed.startedAt().isBefore(since))
        .filter(killed -> !killed.startedAt().isAfter(run.startedAt()))
        .flatMap(killed -> history.actions().of(killed.id()).stream())
        .map(
            action ->
                new Entry(
                    action.subject(),
                    action.before(),
                    action.startedAt(),
                    action.ending().map(Actions.Ending::done)))
        .toList();
  }

  @Override
  public Step begin(String subject, String before) {
    long number =
        history
            .actions()
            .begin(
                new Actions.Action(
                    run.id(),
                    run.job(),
                    upkeep.type(),
                    target,
                    subject,
                    before,
                    moment(),
                    Optional.empty()));
    return (done, words) ->
        history.actions().end(number, new Actions.Ending(moment(), done, words));
  }

  private Instant moment() {
    return run.startedAt().plus(elapsed.get());
  }
}
