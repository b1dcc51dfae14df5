package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import io.gapwatch.agent.incident.ShortId;
import io.gapwatch.agent.report.JsonReport;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows of planned work as a list, for the terminal or for scripts. */
public final class WindowList {
  private final List<PlannedWork> windows;
  private final Instant now;

  public WindowList(List<PlannedWork> windows, Instant now) {
    this.windows = List.copyOf(windows);
    this.now = now;
  }

  /** A line for each of the file, two for each made by command; {@code remove} takes its id. */
  public List<String> lines() {
    return windows.isEmpty()
        ? List.of("no window lasts or will come")
        : windows.stream().map(this::line).toList();
  }

  private String line(PlannedWork window) {
    String name = window.made().map(PlannedWork.Made::id).map(ShortId::of).orElse(window.name());
    String line =
        "%s  %s until %s: %s"
            .formatted(
                name,
                window.lastsAt(now) ? "now," : "from " + Times.dateAndTime(window.from()),
                Times.dateAndTime(window.until()),
                concerned(window.of()));
    return window
        .made()
        .map(made -> "%s%n    by %s: %s".formatted(line, made.by(), window.name()))
        .orElse(line + (window.weekly() ? "; every week" : ""));
  }

  /** The same for scripts. */
  public String json() {
    return new JsonReport().text(windows.stream().map(this::object).toList());
  }

  private Map<String, Object> object(PlannedWork window) {
    Map<String, Object> object = new LinkedHashMap<>();
    window
        .made()
        .ifPresent(
            made -> {
              object.put("id", made.id());
              object.put("shortId", ShortId.of(made.id()));
              object.put("by", made.by());
            });
    object.put(window.made().isPresent() ? "comment" : "name", window.name());
    object.put("from", window.from().toString());
    object.put("until", window.until().toString());
    object.put("lasts", window.lastsAt(now));
    object.put("weekly", window.weekly());
    object.put("jobs", window.of().jobs());
    object.put("checks", window.of().checks());
    object.put("sources", window.of().sources());
    return object;
  }

  /** {@code jobs chain; checks freshness}, or {@code everything}. */
  public static String concerned(Concerned of) {
    List<String> parts = new ArrayList<>();
    add(parts, "jobs", of.jobs());
    add(parts, "checks", of.checks());
    add(parts, "sources", of.sources());
    return parts.isEmpty() ? "everything" : String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(what + " " + String.join(", ", names));
    }
  }
}
