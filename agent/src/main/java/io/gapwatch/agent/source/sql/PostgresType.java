package io.gapwatch.agent.source.sql;

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

/** {@code type: postgres}: a {@code postgres://} or {@code jdbc:postgresql:} URL. */
public final class PostgresType implements SourceType {
  private static final Key<SecretText> URL =
      Key.required(
          "url",
          Kinds.secret(),
          "postgres://user:password@host:port/database or jdbc:postgresql:…");
  private static final Key<SecretText> USER =
      Key.optional("user", Kinds.secret(), "the user, if it is not in the url");
  private static final Key<SecretText> PASSWORD =
      Key.optional("password", Kinds.secret(), "the password, if it is not in the url");

  @Override
  public String type() {
    return "postgres";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, USER, PASSWORD).with(PostgresType::checkUrl);
  }

  /** One that a secret store keeps is read with the first run. */
  private static Optional<String> checkUrl(Settings settings) {
    try {
      settings.get(URL).withoutStore().ifPresent(url -> PostgresAddress.parse("url", url));
      return Optional.empty();
    } catch (SourceUnavailableException e) {
      return Optional.of(e.asFaultOf("url"));
    }
  }

  @Override
  public Class<? extends Session> sessions() {
    return PostgresSession.class;
  }

  @Override
  public boolean leavesMachine(Origin origin, Settings settings) {
    Secret url = settings.get(URL).resolve(origin.secrets());
    return PostgresAddress.parse(origin.name(), url).names().stream().noneMatch(Loopback::has);
  }

  @Override
  public Optional<Class<? extends Session>> upkeepSessions() {
    return Optional.of(PostgresUpkeep.class);
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    PostgresAddress address =
        PostgresAddress.parse(origin.name(), settings.get(URL).resolve(origin.secrets()))
            .with(
                settings.find(USER).map(text -> text.resolve(origin.secrets())),
                settings.find(PASSWORD).map(text -> text.resolve(origin.secrets())));
    return new PostgresSource(
        origin.name(), address, PostgresTls.ofThisMachine(file -> origin.config().resolve(file)));
  }
}
