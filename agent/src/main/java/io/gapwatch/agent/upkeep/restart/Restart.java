package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionContext;
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
    if (processes.isEmpty()) {
      return new Unavailable(
          session.answeredBy() + " manages no apps",
          "run the upkeep as the user who runs PM2, or name home in the source: root's PM2 is"
              + " another one, and empty");
    }
    Measured.Builder reading = Measured.saying("");
    List<String> done = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Optional<String> failed = Optional.empty();
    OneRestart one = new OneRestart(context, session, proof, reading);
    for (Map.Entry<String, String> each : choice.of(processes, context).entrySet()) {
      String name = each.getKey();
      Instances its = Objects.requireNonNull(processes.get(name));
      if (!each.getValue().isEmpty()) {
        reading.fact(name, "left as it is: " + each.getValue());
        if (each.getValue().equals(Choice.notOnline(its))) {
          reading.untold(name);
        }
      } else if (context.dryRun()) {
        reading.fact(name, "would be restarted");
        done.add(name);
      } else if (failed.isPresent() || context.isOver()) {
        left.add(name);
        reading.untold(name);
      } else if (one.restart(its)) {
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

  private static void missing(Measured.Builder reading, Map<String, String> names) {
    names.forEach(
        (name, key) ->
            reading
                .fact(name, "PM2 does not have it, but %s names it".formatted(key))
                .value(RestartAction.MISSING, name, 1)
                .observe(
                    Observation.of(
                        RestartAction.MISSING,
                        name,
                        1,
                        "missing",
                        "PM2 does not have " + name,
                        "see pm2 list, and correct %s in the upkeep".formatted(key))));
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
                    : "not restarted, because the deadline passed: " + String.join(", ", names),
                failed.isPresent()
                    ? "see to " + failed.get() + " first; then run the upkeep again"
                    : "raise the deadline of the upkeep, or run it again"));
  }
}
