package io.gapwatch.agent.source.host;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import java.time.Duration;

/** {@code type: host}: the machine that the agent runs on. It has no settings. */
public final class HostType implements SourceType {
  @Override
  public String type() {
    return "host";
  }

  @Override
  public Shape shape() {
    return Shape.of();
  }

  @Override
  public Class<? extends Session> sessions() {
    return HostSession.class;
  }

  @Override
  public boolean needsNetwork(Settings settings) {
    return false;
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    return new ThisHost(origin.name());
  }

  private record ThisHost(String name) implements Source {
    @Override
    public Session open(Duration timeout) {
      return LinuxHost.named(name);
    }
  }
}
