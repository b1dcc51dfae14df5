package io.gapwatch.agent.notify.telegram;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.HealthyKey;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How messages reach one chat.
 *
 * @param name the channel's name in the configuration
 * @param api the base address, without the bot
 * @param token the bot's token
 * @param chat a number, negative for a group, or a channel's {@code @name}
 * @param thread the topic of a group that has topics
 * @param healthy whether each healthy run is told as well
 * @param timeout for one request and its whole answer
 */
record TelegramSettings(
    String name,
    URI api,
    Secret token,
    String chat,
    Optional<Long> thread,
    boolean healthy,
    Duration timeout) {
  private static final URI API = URI.create("https://api.telegram.org");
  private static final String TOKEN_FORM = "\\d{1,20}:[A-Za-z0-9_-]{1,100}";

  private static final Key<SecretText> TOKEN =
      Key.required("token", Kinds.secret(), "the bot's token: ${secret:TELEGRAM_TOKEN}");
  private static final Key<String> CHAT =
      Key.required(
          "chat",
          Kinds.text("-?\\d{1,19}|@[A-Za-z0-9_]{4,32}", "a chat's number, or @ and its name"),
          "the chat: a number, negative for a group, or the @name of a channel");
  private static final Key<Long> THREAD =
      Key.optional(
          "thread", Kinds.integer(1, Integer.MAX_VALUE), "the topic of a group that has topics");

  static final Shape SHAPE =
      Shape.of(TOKEN, CHAT, THREAD, HealthyKey.HEALTHY, WebKeys.API, WebKeys.TIMEOUT);

  static TelegramSettings of(String name, Settings settings, Function<String, Secret> secrets) {
    return new TelegramSettings(
        name,
        server(settings),
        token(name, settings.get(TOKEN).resolve(secrets)),
        settings.get(CHAT),
        settings.find(THREAD),
        settings.get(HealthyKey.HEALTHY),
        settings.get(WebKeys.TIMEOUT));
  }

  static URI server(Settings settings) {
    return settings.find(WebKeys.API).orElse(API);
  }

  /** It becomes a part of the address, where another form would be told by the JDK's errors. */
  private static Secret token(String channel, Secret given) {
    Secret token = new Secret(given.reveal().strip());
    if (!token.reveal().matches(TOKEN_FORM)) {
      throw new GapwatchException(
          "channel %s: token is not like 123456:ABC-def; check how it was copied from @BotFather"
              .formatted(channel));
    }
    return token;
  }
}
