package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who would hear of a check, and how. It reads the configuration and the silences; history and
 * outbox stay as they are.
 */
public final class AlertRehearsal {
  private final Environment environment;
  private final Types types = Agent.types();

  public AlertRehearsal(Environment environment) {
    this.environment = environment;
  }

  /**
   * One channel of one job.
   *
   * @param how what would arrive, why it would not, or how the sending went; without secrets
   * @param ok whether it would arrive, or did
   */
  public record Addressee(
      String job, String check, String channel, String type, String how, boolean ok) {}

  /**
   * All who would hear of it, in the order of the file.
   *
   * @param check the check; empty for the first of each job
   * @param send whether they really hear of it, marked as a test
   * @throws GapwatchException when there is no such check
   */
  public List<Addressee> of(
      Config config, Optional<String> check, Severity severity, boolean send, Instant now) {
    List<Silence> silences = silences(config, now);
    List<Addressee> all = new ArrayList<>();
    try (SecretStore store = new SecretStores(types).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      for (JobConfig job : config.jobs().values()) {
        for (CheckConfig one : checks(job, check)) {
          Message message = TestIncident.message(job.name(), one.id(), severity, now);
          for (String channel : job.channels()) {
            Tagged tagged = Objects.requireNonNull(config.channels().get(channel));
            Outcome outcome =
                muted(silences, message)
                    .filter(silence -> !send && types.channel(tagged).carriesMessages())
                    .orElseGet(() -> outcome(channel, tagged, secrets, message, send));
            all.add(
                new Addressee(
                    job.name(), one.id(), channel, tagged.type(), outcome.how, outcome.ok));
          }
        }
      }
    }
    if (check.isPresent()
        && config.checks().stream().noneMatch(one -> one.id().equals(check.get()))) {
      throw new GapwatchException(
          "no check is called %s; gapwatch config check lists them".formatted(check.get()));
    }
    return all;
  }

  private record Outcome(String how, boolean ok) {}

  private static List<CheckConfig> checks(JobConfig job, Optional<String> wanted) {
    return job.checks().stream()
        .filter(check -> wanted.map(check.id()::equals).orElse(true))
        .limit(1)
        .toList();
  }

  private static Optional<Outcome> muted(List<Silence> silences, Message message) {
    Incident incident = message.transitions().get(0).incident();
    return silences.stream()
        .filter(silence -> silence.matches(incident.fingerprint()))
        .findFirst()
        .map(
            silence ->
                new Outcome(
                    "nothing until %s: silenced by %s (%s)"
                        .formatted(
                            Times.dateAndTime(silence.until()), silence.by(), silence.comment()),
                    false));
  }

  private Outcome outcome(
      String name, Tagged tagged, RunSecrets secrets, Message message, boolean send) {
    try {
      Channel channel = types.channel(tagged).create(name, tagged.settings(), secrets);
      if (!(channel instanceof Messenger messenger)) {
        return new Outcome(ping(message), true);
      }
      return send ? sent(messenger.send(message)) : new Outcome(messenger.manner(message), true);
    } catch (GapwatchException unusable) {
      return new Outcome("nothing: " + unusable.getMessage(), false);
    }
  }

  /** A warning is for people, not for the switch. */
  private static String ping(Message message) {
    boolean warning = message.transitions().get(0).incident().severity() == Severity.WARNING;
    return "no message; the run pings " + (warning ? "success" : "failure");
  }

  private static Outcome sent(Delivery delivery) {
    if (delivery instanceof Delivery.Refused refused) {
      return new Outcome("refused: " + refused.reason(), false);
    }
    if (delivery instanceof Delivery.Failed failed) {
      return new Outcome("failed: " + failed.reason(), false);
    }
    return new Outcome("sent, marked as a test", true);
  }

  private static List<Silence> silences(Config config, Instant now) {
    if (!History.exists(config.state())) {
      return List.of();
    }
    try (History history = History.open(config.state())) {
      return history.silences().activeAt(now);
    }
  }
}
