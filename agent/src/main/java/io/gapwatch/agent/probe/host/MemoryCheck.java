package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Increase;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.Proc;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * {@code type: memory}: how much memory is left, how long work waited for it, and what the kernel
 * killed for want of it.
 */
public final class MemoryCheck implements CheckType {
  /** The limit of the off-chain monitoring guide. */
  static final Metric FREE =
      Metric.low("free", Unit.BYTES, "memory that programs can still get without swapping")
          .critical("<200MB")
          .main();

  static final Metric USED = Metric.high("used", Unit.PERCENT, "memory in use");
  static final Metric STALLED =
      Metric.high(
              "stalled", Unit.PERCENT, "the share of 5 minutes in which all work waited for memory")
          .warning(">10%");
  static final Metric OOM_KILLS =
      Metric.high("oomKills", Unit.COUNT, "processes killed for want of memory since the last run")
          .warning(">0");
  static final Metric OOM_KILLS_TOTAL =
      Metric.neutral("oomKillsTotal", Unit.COUNT, "processes killed for want of memory since boot");

  private static final String REMEDY =
      "see what takes the memory: ps -eo pid,rss,comm --sort=-rss | head";
  private static final String KILLED =
      "see what was killed: journalctl -k --grep 'Out of memory'; then limit what takes the memory";

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public String title() {
    return "MEMORY";
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
    return Metrics.of(FREE, USED, STALLED, OOM_KILLS, OOM_KILLS_TOTAL);
  }

  @Override
  public Probe probe(Settings settings) {
    return MemoryCheck::ask;
  }

  private static Reading ask(ProbeContext context) {
    Proc proc = context.session(HostSession.class).proc();
    Proc.Memory memory = proc.memory();
    double used = 100.0 * (memory.total() - memory.available()) / memory.total();
    String free = Sizes.text((double) memory.available());
    Measured.Builder reading =
        Measured.saying("%s of %s free".formatted(free, Sizes.text((double) memory.total())))
            .fact("Memory", "%s used, %s free".formatted(Percent.text(used), free))
            .value(FREE, memory.available())
            .value(USED, used)
            .observe(
                Observation.of(
                    FREE,
                    "free memory",
                    (double) memory.available(),
                    free,
                    "only " + free + " of memory free",
                    REMEDY))
            .observe(
                Observation.of(
                    USED,
                    "memory in use",
                    used,
                    Percent.text(used),
                    Percent.text(used) + " of memory used",
                    REMEDY));
    stalled(reading, proc.memoryStall());
    killed(reading, proc, context);
    return reading.coveringWhatIsObserved(List.of()).build();
  }

  private static void stalled(Measured.Builder reading, OptionalDouble share) {
    if (share.isEmpty()) {
      return;
    }
    String text = Percent.text(share.getAsDouble());
    reading
        .fact("Waiting for memory", text + " of the last 5m")
        .value(STALLED, share.getAsDouble())
        .observe(
            Observation.of(
                STALLED,
                "waiting for memory",
                share.getAsDouble(),
                text,
                "all work waited for memory " + text + " of the last 5 minutes",
                REMEDY));
  }

  private static void killed(Measured.Builder reading, Proc proc, ProbeContext context) {
    OptionalLong total = proc.oomKills();
    if (total.isEmpty()) {
      return;
    }
    reading.value(OOM_KILLS_TOTAL, total.getAsLong());
    Optional<Increase> since =
        Increase.sinceLast(thisBoot(proc, context), (double) total.getAsLong(), context.now());
    if (since.isEmpty() && total.getAsLong() > 0) {
      reading
          .fact("Killed for want of memory", total.getAsLong() + " since boot")
          .unmeasured(
              new Unmeasured(
                      "processes killed for want of memory",
                      total.getAsLong()
                          + " since boot; how many lately is not known before the second run",
                      "run the job again")
                  .settlingAt(context.now().plus(Duration.ofHours(1))));
      return;
    }
    long kills = Math.round(since.map(Increase::amount).orElse(0.0));
    String when = since.map(it -> "in " + Durations.text(it.over())).orElse("since boot");
    reading
        .fact("Killed for want of memory", kills + " " + when)
        .value(OOM_KILLS, kills)
        .observe(
            Observation.of(
                OOM_KILLS,
                "processes killed for want of memory",
                (double) kills,
                String.valueOf(kills),
                kills + " killed for want of memory " + when,
                KILLED));
  }

  /** The last sample, or that nothing had been killed when the machine was started since. */
  private static List<ProbeContext.Sample> thisBoot(Proc proc, ProbeContext context) {
    Instant boot = context.now().minus(proc.uptime());
    List<ProbeContext.Sample> past = context.pastOfCounter(OOM_KILLS_TOTAL, "");
    boolean rebooted = !past.isEmpty() && past.get(past.size() - 1).at().isBefore(boot);
    return rebooted ? List.of(new ProbeContext.Sample(boot, 0)) : past;
  }
}
