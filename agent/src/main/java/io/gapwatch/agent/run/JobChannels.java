package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.result.NotificationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The channels of one job.
 *
 * @param messengerNames all channels that carry messages, including those that could not be
 *     created, so that the outbox keeps their messages
 * @param broken those that could not be created, because a secret is missing or a setting is
 *     invalid
 */
record JobChannels(
    List<String> messengerNames,
    List<Messenger> messengers,
    List<Heartbeat> heartbeats,
    List<NotificationOutcome> broken) {

  static JobChannels open(Config config, JobConfig job, RunSecrets secrets, Types types) {
    List<String> names = new ArrayList<>();
    List<Messenger> messengers = new ArrayList<>();
    List<Heartbeat> heartbeats = new ArrayList<>();
    List<NotificationOutcome> broken = new ArrayList<>();
    for (String name : job.channels()) {
      Tagged tagged = tagged(config, name);
      ChannelType type = types.channel(tagged);
      if (type.carriesMessages()) {
        names.add(name);
      }
      try {
        Channel channel = type.create(name, tagged.settings(), secrets);
        if (channel instanceof Messenger messenger) {
          messengers.add(messenger);
        } else if (channel instanceof Heartbeat heartbeat) {
          heartbeats.add(heartbeat);
        }
      } catch (RuntimeException | Error e) {
        broken.add(new NotificationOutcome(name, false, Crash.inWords(e)));
      }
    }
    return new JobChannels(names, messengers, heartbeats, broken);
  }

  /** The secrets that a job's channels need. */
  public static Stream<String> secretNames(Config config, JobConfig job) {
    return job.channels().stream()
        .map(name -> tagged(config, name))
        .map(Tagged::settings)
        .flatMap(Settings::secretNames);
  }

  private static Tagged tagged(Config config, String name) {
    // The loader has verified that the channel exists.
    return Objects.requireNonNull(config.channels().get(name));
  }
}
