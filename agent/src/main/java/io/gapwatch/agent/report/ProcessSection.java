package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.Section.Item;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Each app of PM2; a tick only for one of which all is known to be good. */
record ProcessSection(CheckResult check) {
  private static final double MEBI = 1 << 20;

  List<Item> items() {
    if (!check.answered() || !(check.measured().get("status") instanceof Map<?, ?> states)) {
      return List.of(Item.of(check));
    }
    Set<String> names = new LinkedHashSet<>();
    states.keySet().forEach(name -> names.add(String.valueOf(name)));
    numbers("offline").keySet().forEach(name -> names.add(String.valueOf(name)));
    return names.stream().map(name -> item(name, states)).toList();
  }

  private Item item(String name, Map<?, ?> states) {
    Object state = states.get(name);
    return new Item(
        Style.mark(health(name)),
        name,
        List.of(
            "Status: %s | Uptime: %s | Restarts: %s"
                .formatted(
                    state == null ? "not in PM2's list" : state,
                    number("uptime", name).stream()
                        .mapToObj(it -> Durations.text(Duration.ofSeconds((long) it)))
                        .findFirst()
                        .orElse("-"),
                    restarts(name)),
            "Memory: %s | CPU: %s"
                .formatted(
                    text(number("memory", name), "%.0fMiB", MEBI),
                    text(instances("cpuNow", name).max(), "%.0f%%", 1))));
  }

  private String restarts(String name) {
    String all = text(OptionalDouble.of(instances("restartCount", name).sum()), "%.0f", 1);
    String known = instances("restartCount", name).findAny().isPresent() ? all : "unknown";
    return known
        + number("restarts", name).stream()
            .mapToObj(" (%.1f/h)"::formatted)
            .map(text -> text.replace(".0/h", "/h"))
            .findFirst()
            .orElse("");
  }

  private Status health(String name) {
    List<Finding> its =
        check.findings().stream()
            .filter(one -> one.subject().equals(name) || one.subject().startsWith(name + " "))
            .toList();
    return its.isEmpty()
        ? Status.OK
        : Status.worst(its.stream().map(one -> Status.of(one.severity())).toList());
  }

  private Map<?, ?> numbers(String metric) {
    return check.measured().get(metric) instanceof Map<?, ?> map ? map : Map.of();
  }

  private OptionalDouble number(String metric, String name) {
    return numbers(metric).get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** The numbers of all instances of a name, {@code NAME#ID}. */
  private DoubleStream instances(String metric, String name) {
    List<Double> all = new ArrayList<>();
    numbers(metric)
        .forEach(
            (subject, number) -> {
              boolean its = String.valueOf(subject).replaceFirst("#\\d+$", "").equals(name);
              if (its && number instanceof Number it) {
                all.add(it.doubleValue());
              }
            });
    return all.stream().mapToDouble(Double::doubleValue);
  }

  private static String text(OptionalDouble number, String format, double unit) {
    return number.isEmpty() ? "-" : String.format(Locale.ROOT, format, number.getAsDouble() / unit);
  }
}
