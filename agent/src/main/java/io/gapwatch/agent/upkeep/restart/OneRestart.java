package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The restart of one name. */
record OneRestart(
    ActionContext context, Pm2Control session, Proof proof, Measured.Builder reading) {

  /** Restarts it, unless a run that was killed has done so; returns whether it is well. */
  boolean restart(Instances before) {
    Duration began = context.left().get();
    Optional<Ledger.Entry> earlier =
        context.ledger().interrupted().stream()
            .filter(entry -> entry.subject().equals(before.name()))
            .reduce((older, newer) -> newer);
    if (earlier.flatMap(Ledger.Entry::done).filter(well -> well).isPresent()) {
      reading.fact(before.name(), "left as it is: restarted by a run that was killed later");
      return true;
    }
    boolean ours =
        earlier
            .filter(entry -> entry.done().isEmpty())
            .filter(entry -> !before.areOnline() || before.allStartedSince(entry.before()))
            .isPresent();
    Optional<String> wrong = ours ? verifyOnly(before, earlier) : restartAndVerify(before);
    if (wrong.isPresent()) {
      failed(before.name(), wrong.get());
      return false;
    }
    Duration took = began.minus(context.left().get());
    reading
        .fact(
            before.name(),
            (ours ? "was restarted by a run that was killed; well" : "restarted; well")
                + " after "
                + Durations.text(took))
        .value(RestartAction.TOOK, before.name(), Durations.seconds(took))
        .value(RestartAction.FAILED, before.name(), 0);
    return true;
  }

  private Optional<String> verifyOnly(Instances now, Optional<Ledger.Entry> earlier) {
    Ledger.Step step = context.ledger().begin(now.name(), earlier.orElseThrow().before());
    return ended(
        step,
        () ->
            Verification.prepare(context, session, proof, now)
                .await(earlier.orElseThrow().before(), 0));
  }

  private Optional<String> restartAndVerify(Instances before) {
    Ledger.Step step = context.ledger().begin(before.name(), before.starts());
    return ended(
        step,
        () -> {
          Verification verification = Verification.prepare(context, session, proof, before);
          session.restart(before.ids(), context.within(proof.within()));
          return verification.await(before.starts(), 1);
        });
  }

  private interface Attempt {
    Optional<String> result() throws IOException;
  }

  private static Optional<String> ended(Ledger.Step step, Attempt attempt) {
    Optional<String> wrong;
    try {
      wrong = attempt.result();
    } catch (IOException e) {
      wrong = Optional.of("its error log cannot be looked at: " + FileTrouble.inWords(e));
    } catch (SourceUnavailableException e) {
      wrong = Optional.of(String.valueOf(e.getMessage()));
    }
    step.end(wrong.isEmpty(), wrong.orElse("well"));
    return wrong;
  }

  private void failed(String name, String why) {
    reading
        .fact(name, "NOT well after its restart: " + why)
        .value(RestartAction.FAILED, name, 1)
        .observe(
            Observation.of(
                RestartAction.FAILED,
                name,
                1,
                why,
                name + " is not well after its restart: " + why,
                "see pm2 describe %s and pm2 logs %s --lines 100 --nostream"
                    .formatted(name, name)));
  }
}
