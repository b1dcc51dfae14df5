package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rows of each group an earlier run counted. Where fewer of them are left, what is not
 * found any more may have gone with them, and nothing is put right by that.
 *
 * @param metric by which a run counts them for later ones; one that misses some leaves it out, so
 *     that those after it miss them as well
 * @param samples the newest of each group
 */
record Kept(Metric metric, EpochsSettings settings, Map<String, Sample> samples) {
  Kept {
    samples = Map.copyOf(samples);
  }

  static Kept of(Metric metric, EpochsSettings settings, ProbeContext context) {
    Instant since = context.now().minus(settings.window());
    Map<String, Sample> samples = new HashMap<>(context.newest(metric, since));
    if (samples.isEmpty()) {
      List<Sample> whole = context.past(metric, since);
      whole.stream().skip(Math.max(0, whole.size() - 1)).forEach(one -> samples.put("", one));
    }
    return new Kept(metric, settings, samples);
  }

  /** Counts the rows of epochs from one on that a run at this time would have counted. */
  interface Rows {
    long asOf(Instant from, Instant run);
  }

  /** From which epoch on rows are read, so that they can be counted as that run did. */
  Instant from(Instant window) {
    return samples.values().stream()
        .map(sample -> begin(sample.at()))
        .filter(window::isAfter)
        .min(Instant::compareTo)
        .orElse(window);
  }

  private Instant begin(Instant run) {
    return settings.grid().floor(run.minus(settings.window()));
  }

  /**
   * Counts them for later runs, or says that some are gone.
   *
   * @param what they are: {@code seals}
   * @param needed the subjects that they are evidence of
   */
  void count(GroupReading group, Rows rows, String what, List<String> needed) {
    Measured.Builder reading = group.reading();
    Sample earlier = samples.get(group.view().group());
    long gone =
        earlier == null ? 0 : earlier.whole() - rows.asOf(begin(earlier.at()), earlier.at());
    if (gone <= 0) {
      Instant now = group.view().now();
      reading.value(metric, group.view().group(), rows.asOf(begin(now), now));
      return;
    }
    reading.fact(
        group.subject("Gone"),
        "%,d %s that an earlier run counted; what was wrong with them is not put right by that"
            .formatted(gone, what));
    needed.forEach(subject -> reading.untold(group.subject(subject)));
  }
}
