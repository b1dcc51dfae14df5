package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Loopback;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.Optional;

/** {@code type: redis}: a Redis server, or what speaks its protocol. */
public final class RedisType implements SourceType {
  private static final Key<SecretText> URL =
      Key.required(
          "url", Kinds.secret(), "redis://user:password@host:port/database, or rediss:// with TLS");
  private static final Key<SecretText> USER =
      Key.optional("user", Kinds.secret(), "the ACL user, if it is not in the url");
  private static final Key<SecretText> PASSWORD =
      Key.optional("password", Kinds.secret(), "the password, if it is not in the url");
  private static final Key<String> CA =
      Key.optional(
          "ca", FilePath.any(), "a PEM file of the authorities to believe; default: those of Java");

  @Override
  public String type() {
    return "redis";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, USER, PASSWORD, CA).with(RedisType::checkUrl);
  }

  /** One that a secret store keeps is read with the first run. */
  private static Optional<String> checkUrl(Settings settings) {
    try {
      settings.get(URL).withoutStore().ifPresent(url -> RedisAddress.parse("url", url));
      return Optional.empty();
    } catch (SourceUnavailableException e) {
      return Optional.of(e.asFaultOf("url"));
    }
  }

  @Override
  public Class<? extends Session> sessions() {
    return RedisSession.class;
  }

  @Override
  public boolean leavesMachine(Origin origin, Settings settings) {
    Secret url = settings.get(URL).resolve(origin.secrets());
    return !Loopback.has(RedisAddress.parse(origin.name(), url).host());
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    RedisAddress address =
        RedisAddress.parse(origin.name(), settings.get(URL).resolve(origin.secrets()))
            .with(
                settings.find(USER).map(text -> text.resolve(origin.secrets())),
                settings.find(PASSWORD).map(text -> text.resolve(origin.secrets())));
    return new RedisSource(origin.name(), address, settings.find(CA).map(origin.config()::resolve));
  }
}
