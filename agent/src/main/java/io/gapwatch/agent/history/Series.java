package io.gapwatch.agent.history;

import io.gapwatch.agent.text.Lines;
import java.util.List;

/** One measured number of one check over the runs, oldest first. */
public record Series(String checkId, String name, List<Sample> samples) {

  public Series {
    name = Lines.visible(name);
    samples = List.copyOf(samples);
  }

  /** Whether it is this metric, of the check itself or of one of its subjects. */
  public boolean isOf(String metric) {
    return name.equals(metric) || name.startsWith(metric + " ");
  }
}
