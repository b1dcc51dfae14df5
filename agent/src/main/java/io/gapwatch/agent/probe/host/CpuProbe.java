package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.Proc;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares the kernel's counters with those of an earlier run of the same boot, or with 0 when the
 * machine was started since. A run is far too short to measure more than itself.
 */
final class CpuProbe implements Probe {
  /** A shorter time shows peaks. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  /** A longer time hides them. */
  private static final Duration MOST = Duration.ofDays(1);

  /** How long an answer may take to become known before people are told that it is not. */
  private static final Duration SETTLES_WITHIN = Duration.ofHours(1);

  private static final String REMEDY = "see what is busy: ps -eo pid,pcpu,comm --sort=-pcpu | head";
  private static final String CROWDED =
      "other machines on the same host take the time; ask the provider, or move the machine";

  @Override
  public Reading ask(ProbeContext context) {
    Proc proc = context.session(HostSession.class).proc();
    Proc.Ticks ticks = proc.ticks();
    List<Base> earlier = earlier(context, context.now().minus(proc.uptime()));
    return earlier.stream()
        .filter(base -> !base.at.isAfter(context.now().minus(LEAST)))
        .filter(base -> base.ticks.total() < ticks.total() && base.ticks.busy() <= ticks.busy())
        // The newest that is long enough ago, so that yesterday does not dilute today.
        .reduce((older, newer) -> newer)
        .map(base -> measured(ticks, base, context.now()))
        .orElseGet(() -> notYet(ticks, earlier, context.now()));
  }

  /** The counters of an earlier time. */
  private record Base(Instant at, Proc.Ticks ticks) {}

  /** Of this boot, oldest first. */
  private static List<Base> earlier(ProbeContext context, Instant boot) {
    Instant since = context.now().minus(MOST);
    Map<Instant, Double> busy = byTime(context.past(CpuCheck.BUSY_TICKS, since));
    Map<Instant, Double> stolen = byTime(context.past(CpuCheck.STOLEN_TICKS, since));
    List<Base> all = new ArrayList<>();
    if (!boot.isBefore(since)) {
      all.add(new Base(boot, new Proc.Ticks(0, 0, 0)));
    }
    for (Sample sample : context.past(CpuCheck.TICKS, since)) {
      Double busyThen = busy.get(sample.at());
      Double stolenThen = stolen.get(sample.at());
      if (!sample.at().isBefore(boot) && busyThen != null && stolenThen != null) {
        all.add(
            new Base(
                sample.at(),
                new Proc.Ticks(
                    busyThen.longValue(), stolenThen.longValue(), (long) sample.value())));
      }
    }
    return all;
  }

  private static Map<Instant, Double> byTime(List<Sample> samples) {
    return samples.stream().collect(Collectors.toMap(Sample::at, Sample::value, (a, b) -> b));
  }

  private static Reading measured(Proc.Ticks now, Base base, Instant at) {
    double total = now.total() - base.ticks.total();
    double busy = 100 * (now.busy() - base.ticks.busy()) / total;
    double stolen = 100 * (now.steal() - base.ticks.steal()) / total;
    String over = " over " + Durations.text(Duration.between(base.at, at));
    String text = Percent.text(busy) + " busy" + over;
    return counters(Measured.saying(text), now)
        .fact("CPU", text + ", " + Percent.text(stolen) + " stolen")
        .value(CpuCheck.BUSY, busy)
        .value(CpuCheck.STOLEN, stolen)
        .observe(
            Observation.of(
                CpuCheck.BUSY, "cpu", busy, Percent.text(busy), text + ", all cores", REMEDY))
        .observe(
            Observation.of(
                CpuCheck.STOLEN,
                "stolen time",
                stolen,
                Percent.text(stolen),
                Percent.text(stolen) + " stolen by the hypervisor" + over,
                CROWDED))
        .coveringWhatIsObserved(List.of())
        .build();
  }

  private static Reading notYet(Proc.Ticks now, List<Base> earlier, Instant at) {
    Instant first = earlier.stream().findFirst().map(Base::at).orElse(at);
    String reason = "not known before a second run at least 10 minutes after the first";
    return counters(Measured.saying(reason), now)
        .unmeasured(
            new Unmeasured("cpu", reason, "run the job again")
                .settlingAt(first.plus(SETTLES_WITHIN)))
        .coveringWhatIsObserved(List.of())
        .build();
  }

  private static Measured.Builder counters(Measured.Builder reading, Proc.Ticks now) {
    return reading
        .value(CpuCheck.BUSY_TICKS, now.busy())
        .value(CpuCheck.STOLEN_TICKS, now.steal())
        .value(CpuCheck.TICKS, now.total());
  }
}
