package io.gapwatch.agent.architecture.violations.source;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;

/** Nobody can configure it. */
final class Unlisted implements SourceType {
  @Override
  public String type() {
    return "unlisted";
  }

  @Override
  public Shape shape() {
    return Shape.of();
  }

  @Override
  public Class<? extends Session> sessions() {
    return Session.class;
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    throw new IllegalStateException("nobody can configure it");
  }
}
