package io.gapwatch.agent.notify.command;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.HealthyKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: command}: a program of yours on this machine. */
public final class CommandType implements ChannelType {
  private static final Key<List<String>> PROGRAM =
      Key.required(
          "program",
          Kinds.some(FilePath.any()),
          "the program and its arguments, without a shell; a whole path, because cron's PATH is"
              + " short");
  private static final Key<Boolean> PING =
      Key.optional(
              "ping",
              Kinds.flag(),
              "whether doctor starts it with an event of type ping, which it must not pass on")
          .withDefault("false");
  private static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
              "how long it may run; then it is killed, with all that it started")
          .withDefault("30s");

  @Override
  public String type() {
    return "command";
  }

  @Override
  public Shape shape() {
    return Shape.of(PROGRAM, PING, HealthyKey.HEALTHY, TIMEOUT)
        .with(
            settings ->
                settings.get(PROGRAM).get(0).startsWith("/")
                    ? Optional.empty()
                    : Optional.of(
                        "program must begin with a whole path, such as /usr/local/bin/tell"));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Command(
        name,
        settings.get(PROGRAM),
        settings.get(PING),
        settings.get(HealthyKey.HEALTHY),
        settings.get(TIMEOUT));
  }
}
