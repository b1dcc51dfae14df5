package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An action that is done in a test, and judged. */
public final class Upkept {
  private Supplier<Duration> left = countdown(Duration.ofMinutes(5));
  private boolean dryRun;
  private final List<Ledger.Entry> interrupted = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final List<Settings> stoppedBy = new ArrayList<>();
  private Supplier<ActionContext.Answer> check = () -> new ActionContext.Answer(true, "ok");
  private Consumer<Duration> pause = time -> LockSupport.parkNanos(time.toNanos());

  private static Supplier<Duration> countdown(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return () -> Duration.ofNanos(end - System.nanoTime());
  }

  public Upkept left(Supplier<Duration> time) {
    left = time;
    return this;
  }

  public Upkept dryRun() {
    dryRun = true;
    return this;
  }

  public Upkept interrupted(String subject, String before, Optional<Boolean> done) {
    interrupted.add(new Ledger.Entry(subject, before, Instant.EPOCH, done));
    return this;
  }

  public Upkept check(Supplier<ActionContext.Answer> answer) {
    check = answer;
    return this;
  }

  public Upkept checkOfSource(Settings settings) {
    stoppedBy.add(settings);
    return this;
  }

  /** Instead of waiting. */
  public Upkept pausing(Consumer<Duration> instead) {
    pause = instead;
    return this;
  }

  /** What was written down, each line when it was. */
  public List<String> written() {
    return written;
  }

  /** Does it. */
  public CheckResult act(ActionType type, String yaml, Optional<Session> session, Instant now) {
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    ActionContext context =
        new ActionContext(
            now,
            Ageing.byTheClock(now),
            left,
            dryRun,
            new ActionContext.Sessions() {
              @Override
              public <S extends Session> S open(Class<S> kind) {
                return kind.cast(session.orElseThrow());
              }
            },
            new Ledger() {
              @Override
              public List<Entry> interrupted() {
                return interrupted;
              }

              @Override
              public Step begin(String subject, String before) {
                written.add(subject + " begins, before: " + before);
                return (done, words) ->
                    written.add(subject + (done ? " done: " : " not done: ") + words);
              }
            },
            new ActionContext.Checks() {
              @Override
              public List<Settings> ofSource(String checkType) {
                return stoppedBy;
              }

              @Override
              public ActionContext.Answer run(String id, Duration timeout) {
                return check.get();
              }
            },
            pause);
    return new Judge()
        .judge(
            new Judge.Check("it", type.type(), "source", type.title(), type.limits(settings)),
            type.action(settings).act(context),
            now);
  }
}
