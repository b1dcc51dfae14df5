package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
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
 * {@code type: disk}: how full the file systems of some paths are, in bytes and in files, and when
 * they will be full if they go on filling as they have of late.
 */
public final class DiskCheck implements CheckType {
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "how much of the file system is in use")
          .warning(">80%")
          .critical(">90%")
          .main();
  static final Metric INODES =
      Metric.high("inodes", Unit.PERCENT, "how many of the files that it can hold there are")
          .warning(">80%")
          .critical(">90%");
  static final Metric UNTIL_FULL =
      Metric.low("untilFull", Unit.SECONDS, "how long until it is full, as it filled in a day")
          .warning("<24h");
  static final Metric FREE = Metric.neutral("free", Unit.BYTES, "what this user may still fill");

  private static final Key<List<String>> PATHS =
      Key.required(
          "paths",
          Kinds.some(Kinds.text("/.*", "an absolute path such as / or /data")),
          "files or folders on the file systems to look at");

  @Override
  public String type() {
    return "disk";
  }

  @Override
  public String title() {
    return "DISK";
  }

  @Override
  public Class<? extends Session> asks() {
    return HostSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(PATHS);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(USED, INODES, UNTIL_FULL, FREE);
  }

  @Override
  public Probe probe(Settings settings) {
    return new DiskProbe(settings.get(PATHS).stream().distinct().map(Path::of).toList());
  }
}
