package io.gapwatch.agent.probe.process;

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
import io.gapwatch.agent.source.pm2.Pm2Session;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * {@code type: processes}: whether the processes of a pipeline run, and how well. The limits are
 * those of the off-chain monitoring guide.
 */
public final class ProcessesCheck implements CheckType {
  /** Its name in the configuration. */
  public static final String TYPE = "processes";

  static final Metric ONLINE =
      Metric.low("online", Unit.COUNT, "processes that should run and do").critical("<1");
  static final Metric OFFLINE =
      Metric.high("offline", Unit.COUNT, "instances of a process that should run and do not")
          .warning(">0");
  static final Metric VANISHED =
      Metric.high(
              "vanished",
              Unit.COUNT,
              "what was there within a day: instances, and apps without expect")
          .warning(">0");
  static final Metric RESTARTS =
      Metric.high("restarts", Unit.COUNT, "restarts of a process in the last hour")
          .warning(">5")
          .critical(">20");
  static final Metric MEMORY =
      Metric.high("memory", Unit.BYTES, "memory of the largest instance of a process")
          .warning("3GiB")
          .critical("4GiB");
  static final Metric CPU =
      Metric.high("cpu", Unit.PERCENT, "CPU that a process never fell below for 10 minutes or more")
          .critical(">90%");
  static final Metric UPTIME =
      Metric.low("uptime", Unit.SECONDS, "time since the last start of a process").warning("<6h");
  static final Metric OVERDUE =
      Metric.high("overdue", Unit.SECONDS, "how late a process is that PM2 starts by a schedule")
          .warning(">15m");
  static final Metric APPS = Metric.neutral("apps", Unit.COUNT, "all apps of PM2, without modules");
  static final Metric INSTANCES =
      Metric.neutral("instances", Unit.COUNT, "instances of an app, whatever they do");
  static final Metric UNNAMED =
      Metric.high("unnamed", Unit.COUNT, "apps that neither expect nor stopped names");
  static final Metric RESTART_COUNT =
      Metric.neutral("restartCount", Unit.COUNT, "PM2's own count of restarts of an instance");
  static final Metric CPU_NOW =
      Metric.neutral("cpuNow", Unit.PERCENT, "CPU of an instance at the moment");

  private static final Key<List<String>> EXPECT =
      Key.optional(
              "expect",
              Kinds.some(Kinds.text()),
              "the names of the apps that must run; left out: all of PM2's that are not in stopped "
                  + "and not started by a schedule")
          .whenLeftOut(List.of());
  private static final Key<List<String>> STOPPED =
      Key.optional("stopped", Kinds.list(Kinds.text()), "the names of apps that may be stopped")
          .whenLeftOut(List.of());
  private static final Key<ZoneId> ZONE =
      Key.optional(
          "zone", Kinds.zone(), "the time zone of PM2's schedules; default: that of this machine");

  @Override
  public String type() {
    return TYPE;
  }

  /** The names of the apps that may be stopped, by the settings of one such check. */
  public static List<String> stopped(Settings settings) {
    return settings.get(STOPPED);
  }

  @Override
  public String title() {
    return "PROCESSES";
  }

  @Override
  public Class<? extends Session> asks() {
    return Pm2Session.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(EXPECT, STOPPED, ZONE)
        .with(
            settings ->
                settings.get(STOPPED).stream()
                    .filter(settings.get(EXPECT)::contains)
                    .findFirst()
                    .map(name -> name + " is in expect and in stopped; name it in one of them"));
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        ONLINE,
        OFFLINE,
        VANISHED,
        RESTARTS,
        MEMORY,
        CPU,
        UPTIME,
        OVERDUE,
        UNNAMED,
        APPS,
        INSTANCES,
        RESTART_COUNT,
        CPU_NOW);
  }

  @Override
  public Probe probe(Settings settings) {
    Roster roster =
        new Roster(
            new LinkedHashSet<>(settings.get(EXPECT)), new LinkedHashSet<>(settings.get(STOPPED)));
    ZoneId zone = settings.find(ZONE).orElseGet(ZoneId::systemDefault);
    return new ProcessesProbe(
        roster, zone, new Bounds(RESTARTS.limits(settings), CPU.limits(settings)));
  }
}
