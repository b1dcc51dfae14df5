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
 * {@code type: disk}: how full the file systems of some paths are, in bytes and in inodes, and when
 * they will be full at the current rate.
 */
public final class DiskCheck implements CheckType {
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "space in use").warning(">80%").critical(">90%").main();
  static final Metric INODES =
      Metric.high("inodes", Unit.PERCENT, "inodes in use").warning(">80%").critical(">90%");
  static final Metric UNTIL_FULL =
      Metric.low("untilFull", Unit.SECONDS, "time until it is full, at the rate of the last day")
          .warning("<24h");
  static final Metric FREE = Metric.neutral("free", Unit.BYTES, "space this user can still write");
  static final Metric MOUNTED =
      Metric.neutral("mounted", Unit.COUNT, "length of the path of its mount point, in characters")
          .position();

  private static final Key<List<String>> PATHS =
      Key.required(
          "paths",
          Kinds.some(LocalPath.any("/ or /data")),
          "a file or folder on each file system to check");

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
    return Metrics.of(USED, INODES, UNTIL_FULL, FREE, MOUNTED);
  }

  @Override
  public Probe probe(Settings settings) {
    return new DiskProbe(settings.get(PATHS).stream().distinct().map(Path::of).toList());
  }
}
