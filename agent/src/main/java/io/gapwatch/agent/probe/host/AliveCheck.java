package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.LocalPath;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.host.HostSession;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code type: alive}: whether programs said lately that they did their work, each by writing into
 * a file of its own. For what leaves no rows behind, such as a backup or a backfill.
 */
public final class AliveCheck implements CheckType {
  static final Metric AGE =
      Metric.high("age", Unit.SECONDS, "time since the file was written")
          .warning(">1h")
          .critical(">3h")
          .main();
  static final Metric FAILED =
      Metric.high("failed", Unit.COUNT, "1 where the file says that the work failed")
          .critical(">0");

  private static final Key<List<String>> FILES =
      Key.required(
          "files",
          Kinds.some(LocalPath.any("/var/lib/backup/alive")),
          "the files that the programs write when they have done their work");

  @Override
  public String type() {
    return "alive";
  }

  @Override
  public String title() {
    return "ALIVE";
  }

  @Override
  public Class<? extends Session> asks() {
    return HostSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(FILES);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(AGE, FAILED);
  }

  @Override
  public Probe probe(Settings settings) {
    return new AliveProbe(settings.get(FILES).stream().distinct().map(Path::of).toList());
  }
}
