package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.ActionType;
import io.gapwatch.agent.upkeep.Ageing;
import io.gapwatch.agent.upkeep.Ledger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Gives an action what it needs, and turns any failure into an unknown result. */
record UpkeepAction(JobExecution run, UpkeepConfig upkeep, ActionType type, UpkeepSources sources) {
  private static final Duration CONNECT = Duration.ofSeconds(30);

  Reading act(Ledger ledger, Ageing ageing, boolean dryRun) {
    try (Opened opened = new Opened(this)) {
      ActionContext context =
          new ActionContext(
              run.now(),
              ageing,
              run.time().left(),
              dryRun,
              opened,
              ledger,
              new Checks(),
              pause -> LockSupport.parkNanos(pause.toNanos()));
      return type.action(upkeep.settings()).act(context);
    } catch (RuntimeException | Error e) {
      return ProbeRunner.unavailable(e);
    }
  }

  /** The session of the source, opened once. */
  private static final class Opened implements ActionContext.Sessions, AutoCloseable {
    private final UpkeepAction action;
    private final ArrayDeque<Session> open = new ArrayDeque<>();

    Opened(UpkeepAction action) {
      this.action = action;
    }

    @Override
    public <S extends Session> S open(Class<S> kind) {
      if (open.isEmpty()) {
        String name = action.upkeep.source().orElseThrow();
        Duration left = action.run.time().left().get();
        open.add(
            action
                .sources
                .source(name)
                .openForUpkeep(left.compareTo(CONNECT) < 0 ? left : CONNECT));
      }
      return kind.cast(open.getFirst());
    }

    @Override
    public void close() {
      open.forEach(Session::close);
    }
  }

  private final class Checks implements ActionContext.Checks {
    @Override
    public List<Settings> ofSource(String checkType) {
      return upkeep.source().stream()
          .flatMap(
              ours ->
                  sources.config().checks().stream()
                      .filter(check -> check.type().equals(checkType))
                      .filter(check -> sources.mayBeSame(ours, check.source())))
          .map(CheckConfig::settings)
          .toList();
    }

    /** In sessions of its own: what an earlier one saw is not what is now. */
    @Override
    public ActionContext.Answer run(String id, Duration timeout) {
      CheckConfig check = UpkeepWork.check(sources.config(), id);
      try (Sessions sessions = new Sessions(sources.config(), run.secrets(), sources.types());
          ProbeRunner probes = new ProbeRunner(sessions, EarlierRuns.NONE)) {
        CheckResult result =
            new CheckRun(
                    probes,
                    EarlierRuns.NONE,
                    sources.types(),
                    Uplink.of(sources.config(), run.secrets(), sources.types()))
                .run(
                    List.of(check.alone()),
                    run.now().plus(run.time().elapsed()),
                    TimeBudget.countdown(timeout),
                    each -> {})
                .get(0);
        return new ActionContext.Answer(result.status() == Status.OK, result.summary());
      } catch (SourceUnavailableException e) {
        return new ActionContext.Answer(false, String.valueOf(e.getMessage()));
      }
    }
  }
}
