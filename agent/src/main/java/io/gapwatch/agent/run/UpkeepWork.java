package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.upkeep.ActionType;
import io.gapwatch.agent.upkeep.Ageing;
import io.gapwatch.agent.upkeep.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An upkeep action, judged as a check is. */
record UpkeepWork(Config config, UpkeepConfig upkeep, ActionType type) implements Work {

  /** In which an action that ended at the deadline says what it did. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  @Override
  public Stream<String> secretNames() {
    return upkeep.source().map(config.sources()::get).stream()
        .map(Tagged::settings)
        .flatMap(Settings::secretNames);
  }

  @Override
  public boolean looksAround() {
    return false;
  }

  /** The next run is a week away, and what it did not find wrong is well. */
  @Override
  public int recover() {
    return 1;
  }

  @Override
  public Compute run(JobExecution run, History history, Run stored, List<CheckResult> results) {
    UpkeepSources sources = new UpkeepSources(config, run.secrets(), run.options().types());
    Optional<Reading> refusal =
        upkeep.force()
            ? Optional.empty()
            : new UpkeepGuard(config, upkeep, sources).refusal(history);
    Reading reading =
        refusal.orElseGet(
            () ->
                act(
                    new UpkeepAction(run, upkeep, type, sources),
                    new StoredLedger(
                        history,
                        stored,
                        upkeep,
                        upkeep.source().flatMap(sources::identity).orElse(""),
                        run.time()::elapsed),
                    age -> history.lived().since(age, run.now())));
    add(run, reading, results);
    return Compute.NONE;
  }

  /** An action ends by itself at the deadline; what hangs all the same is left behind. */
  private static Reading act(UpkeepAction action, Ledger stored, Ageing ageing) {
    try (ClosingLedger ledger = new ClosingLedger(stored)) {
      return new Concurrently(() -> action.run().time().left().get().plus(LAST_WORDS))
          .each(
              List.of(action),
              any -> "the action",
              any -> any.act(ledger, ageing, false),
              (any, reason) ->
                  new Unavailable(
                      "the action did not end: " + reason,
                      "see what holds up its source; what it did is in gapwatch incidents and its"
                          + " source's own log"))
          .get(0);
    }
  }

  /** Without a history nobody would know what was done: nothing is done, and that is told. */
  @Override
  public void withoutHistory(JobExecution run, List<CheckResult> results) {}

  /** Says what it would do. Opens the source, changes and stores nothing. */
  void dryRun(JobExecution run, Optional<History> history, List<CheckResult> results) {
    UpkeepSources sources = new UpkeepSources(config, run.secrets(), run.options().types());
    Optional<Reading> refusal =
        upkeep.force()
            ? Optional.empty()
            : history.flatMap(new UpkeepGuard(config, upkeep, sources)::refusal);
    Ageing ageing =
        history
            .<Ageing>map(known -> age -> known.lived().since(age, run.now()))
            .orElse(Ageing.byTheClock(run.now()));
    add(
        run,
        refusal.orElseGet(
            () -> new UpkeepAction(run, upkeep, type, sources).act(Ledger.NONE, ageing, true)),
        results);
  }

  private void add(JobExecution run, Reading reading, List<CheckResult> results) {
    CheckResult result = new Judge().judge(described(), reading, run.now());
    run.listener().check(result);
    results.add(result);
  }

  private Judge.Check described() {
    Map<String, Limits> limits = new HashMap<>(type.limits(upkeep.settings()));
    limits.put(UpkeepGuard.REFUSED.name(), UpkeepGuard.REFUSED.defaults());
    return new Judge.Check(
        upkeep.job().name(),
        type.type(),
        upkeep.source().orElse("this machine"),
        type.title(),
        limits);
  }

  /** The check of this id; the loader has verified that there is one. */
  static CheckConfig check(Config config, String id) {
    return config.checks().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }
}
