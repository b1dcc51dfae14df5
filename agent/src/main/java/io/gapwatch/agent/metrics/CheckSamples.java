package io.gapwatch.agent.metrics;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The samples of one check's last result. */
record CheckSamples(Family.Builder families, String job, CheckResult result) {
  /** A label with more values than that makes a Prometheus slow. */
  static final int MOST_SUBJECTS = 100;

  private static final String SUBJECT = "subject";

  /** The result of the agent on itself, which is no type. */
  private static final String COMPUTE = "motherduck-compute";

  void add(List<CheckType> types) {
    status(families, labels(), result.status());
    if (result.id().equals(COMPUTE) && result.measured().get("month") instanceof Number month) {
      families.add(Gauge.COMPUTE, Map.of(), month.doubleValue());
    }
    Set<String> leftOut = new HashSet<>();
    Optional<CheckType> type =
        types.stream().filter(one -> one.type().equals(result.type())).findFirst();
    type.ifPresent(
        known -> known.metrics().exported().forEach(metric -> add(known, metric, leftOut)));
    families.add(Gauge.LEFT_OUT, Snapshot.labels("check", result.id(), "job", job), leftOut.size());
  }

  static void status(Family.Builder families, Map<String, String> check, Status of) {
    for (Status status : Status.values()) {
      Map<String, String> labels = new LinkedHashMap<>(check);
      labels.put("status", status.word());
      families.add(Gauge.STATUS, labels, status == of ? 1 : 0);
    }
  }

  private void add(CheckType type, Metric metric, Set<String> leftOut) {
    Object measured = result.measured().get(metric.name());
    Gauge gauge = Gauge.of(type, metric);
    if (measured instanceof Number number) {
      families.add(gauge, labels(), Gauge.inBaseUnit(metric, number.doubleValue()));
    } else if (measured instanceof Map<?, ?> subjects) {
      int place = 0;
      for (Map.Entry<?, ?> subject : subjects.entrySet()) {
        if (!(subject.getValue() instanceof Number number)) {
          continue;
        }
        if (place++ >= MOST_SUBJECTS) {
          leftOut.add(String.valueOf(subject.getKey()));
          continue;
        }
        Map<String, String> labels = labels();
        labels.put(SUBJECT, String.valueOf(subject.getKey()));
        families.add(gauge, labels, Gauge.inBaseUnit(metric, number.doubleValue()));
      }
    }
  }

  private Map<String, String> labels() {
    return Snapshot.labels("check", result.id(), "job", job, "source", result.source());
  }
}
