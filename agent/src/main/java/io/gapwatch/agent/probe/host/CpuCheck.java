package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.host.HostSession;

/** {@code type: cpu}: how busy the processors were since an earlier run. */
public final class CpuCheck implements CheckType {
  static final Metric BUSY =
      Metric.high("busy", Unit.PERCENT, "how busy all cores were, over at least 10 minutes")
          .warning(">80%")
          .critical(">90%")
          .main();
  static final Metric STOLEN =
      Metric.high("stolen", Unit.PERCENT, "the time that the hypervisor gave to others")
          .warning(">10%");
  static final Metric BUSY_TICKS = Metric.neutral("busyTicks", Unit.COUNT, "busy ticks since boot");
  static final Metric STOLEN_TICKS =
      Metric.neutral("stolenTicks", Unit.COUNT, "stolen ticks since boot");
  static final Metric TICKS = Metric.neutral("ticks", Unit.COUNT, "all ticks since boot");

  @Override
  public String type() {
    return "cpu";
  }

  @Override
  public String title() {
    return "CPU";
  }

  @Override
  public Class<? extends Session> asks() {
    return HostSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of();
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(BUSY, STOLEN, BUSY_TICKS, STOLEN_TICKS, TICKS);
  }

  @Override
  public Probe probe(Settings settings) {
    return new CpuProbe();
  }
}
