package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.run.Quiet;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who would hear of a check, of upkeep or of a summary, and how. It reads the configuration, the
 * silences and the windows of planned work; history and outbox stay as they are.
 */
public final class AlertRehearsal {
  private static final List<CheckConfig> NONE = List.of();

  private final Environment environment;
  private final Types types = Agent.types();

  public AlertRehearsal(Environment environment) {
    this.environment = environment;
  }

  /**
   * One channel of one job.
   *
   * @param what {@code critical of check blocks, job chain}, or the upkeep or summary
   * @param how what would arrive, why it would not, or how the sending went; without secrets
   * @param heard whether it would arrive, or did
   */
  public record Addressee(String what, String channel, String type, String how, Heard heard) {}

  /** Whether somebody hears of it. */
  public enum Heard {
    YES,
    /** Its routes leave it to others. */
    NOT_ADDRESSED,
    NO
  }

  /**
   * What is to be told.
   *
   * @param check the check; empty for the first of each job
   * @param job the job, upkeep or summary; empty for all of them, or for that of the check
   */
  public record Wanted(Optional<String> check, Optional<String> job) {
    boolean includes(JobConfig one) {
      return job.map(one.name()::equals).orElse(true);
    }

    boolean isOfChecks() {
      return check.isPresent();
    }
  }

  /**
   * All who would hear of it, in the order of the file.
   *
   * @param send whether they really hear of it, marked as a test
   * @throws GapwatchException when there is no such check or job
   */
  public List<Addressee> of(
      Config config, Wanted wanted, Severity severity, boolean send, Instant now) {
    requireKnown(config, wanted);
    List<Addressee> all = new ArrayList<>();
    try (SecretStore store = new SecretStores(types).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      for (JobConfig job : config.jobs().values()) {
        for (CheckConfig one : wanted.includes(job) ? checks(job, wanted.check()) : NONE) {
          String what = "%s of check %s, job %s".formatted(severity.word(), one.id(), job.name());
          Message message = TestIncident.message(job.name(), one.id(), severity, now);
          all.addAll(addressees(config, job, what, message, secrets, send));
        }
      }
      for (UpkeepConfig upkeep : config.upkeep().values()) {
        JobConfig job = upkeep.job();
        if (!wanted.isOfChecks() && wanted.includes(job)) {
          String what = "%s of upkeep %s".formatted(severity.word(), job.name());
          Message message = TestIncident.message(job.name(), job.name(), severity, now);
          all.addAll(addressees(config, job, what, message, secrets, send));
        }
      }
      for (SummaryConfig summary : config.summaries().values()) {
        JobConfig job = summary.job();
        if (!wanted.isOfChecks() && wanted.includes(job)) {
          Message message = TestIncident.summary(job.name(), now);
          all.addAll(addressees(config, job, "summary " + job.name(), message, secrets, send));
        }
      }
    }
    return all;
  }

  /** The same for each channel of a job. */
  private List<Addressee> addressees(
      Config config,
      JobConfig job,
      String what,
      Message message,
      RunSecrets secrets,
      boolean send) {
    Quiet quiet = quiet(config, job, message.at());
    List<Addressee> all = new ArrayList<>();
    for (String channel : job.channels()) {
      Tagged tagged = Objects.requireNonNull(config.channels().get(channel));
      Outcome outcome =
          withheld(quiet, channel, message)
              .filter(why -> why.not() || !send)
              .filter(why -> types.channel(tagged).carriesMessages())
              .orElseGet(() -> outcome(channel, tagged, secrets, message, send));
      all.add(new Addressee(what, channel, tagged.type(), outcome.how, outcome.heard));
    }
    return all;
  }

  private static void requireKnown(Config config, Wanted wanted) {
    List<String> jobs =
        Stream.of(config.jobs(), config.upkeep(), config.summaries())
            .flatMap(named -> named.keySet().stream())
            .toList();
    requireKnown("job, upkeep or summary", wanted.job(), jobs);
    List<String> checks =
        config.jobs().values().stream()
            .filter(wanted::includes)
            .flatMap(job -> job.checks().stream())
            .map(CheckConfig::id)
            .toList();
    requireKnown(
        wanted.job().map(job -> "check of " + job).orElse("check"), wanted.check(), checks);
  }

  private static void requireKnown(String what, Optional<String> name, List<String> known) {
    if (name.isPresent() && !known.contains(name.get())) {
      throw new GapwatchException(
          "no %s is called %s%s"
              .formatted(
                  what,
                  name.get(),
                  known.isEmpty()
                      ? "; there is none"
                      : Suggestion.among(known).forTypo(name.get())));
    }
  }

  private record Outcome(String how, Heard heard) {
    boolean not() {
      return heard == Heard.NOT_ADDRESSED;
    }
  }

  private static List<CheckConfig> checks(JobConfig job, Optional<String> wanted) {
    return job.checks().stream()
        .filter(check -> wanted.map(check.id()::equals).orElse(true))
        .limit(1)
        .toList();
  }

  /** A summary goes out whatever it says. */
  private static Optional<Outcome> withheld(Quiet quiet, String channel, Message message) {
    if (message.transitions().isEmpty()) {
      return Optional.empty();
    }
    Incident incident = message.transitions().get(0).incident();
    if (quiet.escalatesTo(channel) && !quiet.takes(incident, channel)) {
      return Optional.of(
          new Outcome(
              "nothing at first; it hears of what nobody acknowledged in time",
              Heard.NOT_ADDRESSED));
    }
    return quiet.takes(incident, channel)
        ? quiet.why(incident, channel).map(why -> new Outcome("nothing now: " + why, Heard.NO))
        : Optional.of(
            new Outcome(
                "nothing: it is not to hear of " + article(incident.severity()),
                Heard.NOT_ADDRESSED));
  }

  private static String article(Severity severity) {
    return switch (severity) {
      case WARNING -> "a warning";
      case CRITICAL -> "anything critical";
      case UNKNOWN -> "what is unknown";
    };
  }

  private Outcome outcome(
      String name, Tagged tagged, RunSecrets secrets, Message message, boolean send) {
    try {
      Channel channel = types.channel(tagged).create(name, tagged.settings(), secrets);
      if (!(channel instanceof Messenger messenger)) {
        return new Outcome(ping(message), Heard.YES);
      }
      return send
          ? sent(messenger.send(message))
          : new Outcome(messenger.manner(message), Heard.YES);
    } catch (GapwatchException unusable) {
      return new Outcome("nothing: " + unusable.getMessage(), Heard.NO);
    }
  }

  /** A warning is for people, not for the switch. */
  private static String ping(Message message) {
    boolean well =
        message.transitions().stream()
            .allMatch(one -> one.incident().severity() == Severity.WARNING);
    return "no message; the run pings " + (well ? "success" : "failure");
  }

  private static Outcome sent(Delivery delivery) {
    if (delivery instanceof Delivery.Refused refused) {
      return new Outcome("refused: " + refused.reason(), Heard.NO);
    }
    if (delivery instanceof Delivery.Failed failed) {
      return new Outcome("failed: " + failed.reason(), Heard.NO);
    }
    return new Outcome("sent, marked as a test", Heard.YES);
  }

  private static Quiet quiet(Config config, JobConfig job, Instant now) {
    if (!History.exists(config.state())) {
      return Quiet.withoutHistory(config, job, now);
    }
    try (History history = History.open(config.state())) {
      return Quiet.of(config, job, history, now);
    }
  }
}
