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
import io.gapwatch.agent.text.Sizes;
import java.util.List;

/** {@code type: swap}: how much of the swap space is in use. */
public final class SwapCheck implements CheckType {
  /** The alert and the emergency level of the operators' automation summary. */
  static final Metric USED =
      Metric.high("used", Unit.PERCENT, "swap space in use")
          .warning(">20%")
          .critical(">80%")
          .main();

  static final Metric SIZE = Metric.neutral("size", Unit.BYTES, "swap space in all");

  private static final String REMEDY =
      "see what is swapped out: grep -H VmSwap /proc/[0-9]*/status | sort -n -k2 | tail; "
          + "then find what takes the memory: ps -eo pid,rss,comm --sort=-rss | head";

  @Override
  public String type() {
    return "swap";
  }

  @Override
  public String title() {
    return "SWAP";
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
    return Metrics.of(USED, SIZE);
  }

  @Override
  public Probe probe(Settings settings) {
    return SwapCheck::ask;
  }

  private static Reading ask(ProbeContext context) {
    Proc.Swap swap = context.session(HostSession.class).proc().swap();
    if (swap.total() == 0) {
      // An incident of swap that was taken away is over.
      return Measured.saying("no swap space on this machine").value(SIZE, 0).build();
    }
    double used = 100.0 * (swap.total() - swap.free()) / swap.total();
    String text =
        "%s of %s swap used".formatted(Percent.text(used), Sizes.text((double) swap.total()));
    return Measured.saying(text)
        .value(USED, used)
        .value(SIZE, swap.total())
        .observe(Observation.of(USED, "swap", used, Percent.text(used), text, REMEDY))
        .coveringWhatIsObserved(List.of())
        .build();
  }
}
