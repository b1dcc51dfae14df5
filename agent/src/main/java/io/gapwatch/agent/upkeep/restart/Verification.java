package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.source.pm2.Pm2Process;
import io.gapwatch.agent.upkeep.ActionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the instances of one name are well after their restart. Nothing is taken on trust: what
 * cannot be looked at is not well.
 */
final class Verification {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration QUESTION = Duration.ofSeconds(30);

  private final ActionContext context;
  private final Pm2Control session;
  private final Proof proof;
  private final Instances before;
  private final List<ErrorLog> logs = new ArrayList<>();

  private Verification(ActionContext context, Pm2Control session, Proof proof, Instances before) {
    this.context = context;
    this.session = session;
    this.proof = proof;
    this.before = before;
  }

  /**
   * Looks at the error logs before the restart.
   *
   * @throws IOException if one of them cannot be looked at
   */
  static Verification prepare(
      ActionContext context, Pm2Control session, Proof proof, Instances before) throws IOException {
    Verification made = new Verification(context, session, proof, before);
    for (Pm2Process each : before.all()) {
      if (each.errorLog().isPresent()) {
        made.logs.add(ErrorLog.atEnd(each.errorLog().get()));
      }
    }
    return made;
  }

  /**
   * Waits until it is proven.
   *
   * @param restarts how many restarts of each instance are ours: 1, or 0 after a run that was
   *     killed, when it is not known
   * @return what is wrong; empty if all is well
   */
  Optional<String> await(String starts, int restarts) {
    Duration began = context.left().get();
    Optional<Duration> steadySince = Optional.empty();
    String steadyStarts = "";
    String waiting = "";
    while (true) {
      Instances now =
          Instances.of(session.processes(QUESTION))
              .getOrDefault(before.name(), new Instances(before.name(), List.of()));
      Optional<String> wrong = wrong(now, restarts);
      if (wrong.isPresent()) {
        return wrong;
      }
      if (!now.areOnline() || !now.allStartedSince(starts)) {
        steadySince = Optional.empty();
        waiting = now.areOnline() ? "it was not restarted" : "it is " + now.status();
      } else if (steadySince.isEmpty() || !now.starts().equals(steadyStarts)) {
        steadySince = Optional.of(context.left().get());
        steadyStarts = now.starts();
        waiting = "it is not up for long enough";
      } else if (since(steadySince.get()).compareTo(proof.steady()) >= 0) {
        Optional<String> unwell = unwell();
        if (unwell.isEmpty()) {
          return newErrors();
        }
        waiting = unwell.get();
      }
      if (since(began).compareTo(proof.within()) >= 0 || context.isOver()) {
        return Optional.of(newErrors().orElse(waiting));
      }
      context.pause().accept(PAUSE);
    }
  }

  private Duration since(Duration left) {
    return left.minus(context.left().get());
  }

  /** What no waiting heals. */
  private Optional<String> wrong(Instances now, int ours) {
    Map<Long, Pm2App> then = new HashMap<>();
    before.all().forEach(each -> then.put(each.app().id(), each.app()));
    for (Pm2Process each : now.all()) {
      Pm2App app = each.app();
      Pm2App was = then.get(app.id());
      if (was != null && ours > 0 && app.restarts().orElse(0) > was.restarts().orElse(0) + ours) {
        return Optional.of(
            "it restarts again and again: %d times since"
                .formatted(app.restarts().orElse(0) - was.restarts().orElse(0)));
      }
      // Not "stopped": PM2 calls a process that between its end and its next start, too.
      if (app.status().equals("errored")) {
        return Optional.of("it is errored");
      }
    }
    return now.all().size() < before.all().size()
        ? Optional.of(
            "PM2 lists %d of its %d instances".formatted(now.all().size(), before.all().size()))
        : Optional.empty();
  }

  /** What the named check says against it. */
  private Optional<String> unwell() {
    if (proof.check().isEmpty()) {
      return Optional.empty();
    }
    ActionContext.Answer answer =
        context.checks().run(proof.check().get(), context.within(proof.within()));
    return answer.ok()
        ? Optional.empty()
        : Optional.of("check " + proof.check().get() + ": " + answer.words());
  }

  /** The first new line in an error log; what cannot be read is not known to be free of them. */
  private Optional<String> newErrors() {
    for (ErrorLog log : logs) {
      try {
        Optional<String> line = log.first(proof.errors(), proof.ignore());
        if (line.isPresent()) {
          return Optional.of("new in " + log.file() + ": " + line.get());
        }
      } catch (IOException e) {
        return Optional.of(
            "its error log " + log.file() + " cannot be read: " + FileTrouble.inWords(e));
      }
    }
    return Optional.empty();
  }
}
