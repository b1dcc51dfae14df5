package io.gapwatch.agent.source.pm2;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import java.nio.file.Path;
import java.util.Optional;

/** {@code type: pm2}: the processes that a PM2 daemon on this machine looks after. */
public final class Pm2Type implements SourceType {
  private static final String ABSOLUTE = "/.*";

  private static final Key<String> HOME =
      Key.optional(
          "home",
          new FilePath<>(Kinds.text(ABSOLUTE, "an absolute path such as /home/app/.pm2")),
          "PM2's folder, PM2_HOME; default: .pm2 in the home of the user who runs gapwatch");
  private static final Key<String> PROGRAM =
      Key.optional("program", FilePath.any(), "the pm2 program, where cron's PATH lacks it")
          .withDefault("pm2");
  private static final Key<String> NODE =
      Key.optional(
          "node",
          new FilePath<>(Kinds.text(ABSOLUTE, "an absolute path such as /usr/local/bin/node")),
          "the node program, where cron's PATH lacks it");

  @Override
  public String type() {
    return "pm2";
  }

  @Override
  public Shape shape() {
    return Shape.of(HOME, PROGRAM, NODE);
  }

  @Override
  public Class<? extends Session> sessions() {
    return Pm2Session.class;
  }

  @Override
  public Optional<Class<? extends Session>> upkeepSessions() {
    return Optional.of(Pm2Control.class);
  }

  @Override
  public boolean needsNetwork(Settings settings) {
    return false;
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    Path home =
        settings
            .find(HOME)
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home", "/"), ".pm2"));
    return new Pm2Source(
        origin.name(), home, settings.get(PROGRAM), settings.find(NODE).map(Path::of));
  }
}
