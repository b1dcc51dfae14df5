package io.gapwatch.agent.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Whether something grows that should not: the last samples against those in the middle. */
record Drift(List<Sample> samples) {
  /** Weeks until the history is as old as it gets, and what is compared. */
  private static final int FILLED = 5;

  private static final int COMPARED = 4;
  private static final double MARGIN = 1.2;

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (samples.size() >= FILLED + 2 * COMPARED) {
      compare("heap", Sample::heapBytes, faults);
      compare("threads", Sample::threads, faults);
      compare("open files", Sample::openFiles, faults);
      compare("state", Sample::stateBytes, faults);
      compare("files in the state folder", Sample::files, faults);
    }
    return faults;
  }

  private void compare(String what, ToLongFunction<Sample> number, List<String> faults) {
    long before = most(number, samples.subList(FILLED, FILLED + COMPARED));
    long after = most(number, samples.subList(samples.size() - COMPARED, samples.size()));
    if (after > before * MARGIN) {
      faults.add(what + " grows: at most " + before + " before, " + after + " after");
    }
  }

  private static long most(ToLongFunction<Sample> number, List<Sample> some) {
    return some.stream().mapToLong(number).max().orElse(0);
  }
}
