package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.Proc;
import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * {@code type: load}: how many processes run or wait for each core. Judged over 15 minutes, because
 * what cron starts together makes a peak every hour.
 */
public final class LoadCheck implements CheckType {
  /** The operators' limits of 8 and 12 on their 8 cores. */
  static final Metric PER_CORE =
      Metric.high("perCore", Unit.COUNT, "the load of the last 15 minutes for each core")
          .warning(">1")
          .critical(">1.5")
          .main();

  static final Metric ONE = Metric.neutral("load1", Unit.COUNT, "the load of the last minute");
  static final Metric FIVE = Metric.neutral("load5", Unit.COUNT, "the load of the last 5 minutes");
  static final Metric FIFTEEN =
      Metric.neutral("load15", Unit.COUNT, "the load of the last 15 minutes");

  private static final String REMEDY =
      "see what runs or waits: ps -eo state,pid,pcpu,comm --sort=-pcpu | head; "
          + "state D waits for a disk";

  @Override
  public String type() {
    return "load";
  }

  @Override
  public String title() {
    return "LOAD";
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
    return Metrics.of(PER_CORE, ONE, FIVE, FIFTEEN);
  }

  @Override
  public Probe probe(Settings settings) {
    return LoadCheck::ask;
  }

  private static Reading ask(ProbeContext context) {
    Proc proc = context.session(HostSession.class).proc();
    Proc.Load load = proc.load();
    int cores = proc.cores();
    double perCore = load.fifteen() / cores;
    String text =
        "load %s per core over 15 minutes (%s on %s)"
            .formatted(two(perCore), two(load.fifteen()), Numbers.count(cores, "core"));
    return Measured.saying(text)
        .fact(
            "Load (1/5/15 min)",
            "%s, %s, %s".formatted(two(load.one()), two(load.five()), two(load.fifteen())))
        .value(PER_CORE, perCore)
        .value(ONE, load.one())
        .value(FIVE, load.five())
        .value(FIFTEEN, load.fifteen())
        .observe(Observation.of(PER_CORE, "load", perCore, two(perCore), text, REMEDY))
        .coveringWhatIsObserved(List.of())
        .build();
  }

  private static String two(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
