package io.gapwatch.agent.history;

import java.util.List;

/** One measured number of one check over the runs, oldest first. */
public record Series(String checkId, String name, List<Sample> samples) {

  public Series {
    samples = List.copyOf(samples);
  }
}
