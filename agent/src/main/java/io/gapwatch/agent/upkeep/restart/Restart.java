package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Restarts the chosen processes, one after another, until one is not well. */
final class Restart implements Action {
  private static final Duration QUESTION = Duration.ofSeconds(30);

  private final Choice choice;
  private final Proof proof;

  Restart(Choice choice, Proof proof) {
    this.choice = choice;
    this.proof = proof;
  }

  @Override
  public Reading act(ActionContext context) {
    Pm2Control session = context.session(Pm2Control.class);
    Map<String, Instances> processes = Instances.of(session.processes(context.within(QUESTION)));
    Measured.Builder reading = Measured.saying("");
    List<String> done = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Optional<String> failed = Optional.empty();
    Work work = new Work(context, session, proof, reading);
    for (Map.Entry<String, String> each : choice.of(processes, context).entrySet()) {
      String name = each.getKey();
      if (!each.getValue().isEmpty()) {
        reading.fact(name, "left as it is: " + each.getValue());
      } else if (context.dryRun()) {
        reading.fact(name, "would be restarted");
        done.add(name);
      } else if (failed.isPresent() || context.isOver()) {
        left.add(name);
      } else if (work.restart(Objects.requireNonNull(processes.get(name)))) {
        done.add(name);
      } else {
        failed = Optional.of(name);
      }
    }
    missing(reading, choice.missing(processes));
    left(reading, left, failed);
    return reading
        .summary(summary(context, done, left, failed))
        .value(RestartAction.RESTARTED, context.dryRun() ? 0 : done.size())
        .build();
  }

  private static String summary(
      ActionContext context, List<String> done, List<String> left, Optional<String> failed) {
    if (context.dryRun()) {
      return "would restart " + processes(done.size());
    }
    String restarted = "restarted " + processes(done.size());
    return restarted
        + failed.map(name -> "; " + name + " is not well").orElse("")
        + (left.isEmpty() ? "" : "; not restarted: " + String.join(", ", left));
  }

  private static String processes(int number) {
    return number + (number == 1 ? " process" : " processes");
  }

  private static void missing(Measured.Builder reading, List<String> names) {
    for (String name : names) {
      reading
          .fact(name, "PM2 does not have it")
          .value(RestartAction.MISSING, name, 1)
          .observe(
              Observation.of(
                  RestartAction.MISSING,
                  name,
                  1,
                  "missing",
                  "PM2 does not have " + name,
                  "see pm2 list, and correct only in the upkeep"));
    }
  }

  private static void left(Measured.Builder reading, List<String> names, Optional<String> failed) {
    reading
        .value(RestartAction.LEFT, names.size())
        .observe(
            Observation.of(
                RestartAction.LEFT,
                "the rest",
                names.size(),
                String.join(", ", names),
                failed.isPresent()
                    ? "not restarted, because %s is not well: %s"
                        .formatted(failed.get(), String.join(", ", names))
                    : "not restarted, because the deadline came: " + String.join(", ", names),
                failed.isPresent()
                    ? "see to " + failed.get() + " first; then run the upkeep again"
                    : "raise the deadline of the upkeep, or run it again"));
  }

  /** The restart of one name. */
  private record Work(
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
              .filter(entry -> before.allStartedSince(entry.before()))
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
          .value(RestartAction.TOOK, before.name(), took.toMillis() / 1000.0)
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
}
