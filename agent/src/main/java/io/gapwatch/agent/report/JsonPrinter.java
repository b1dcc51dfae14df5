package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports for scripts. The last run is the object that {@code check --format json} prints. Times
 * are UTC; durations are in seconds, numbers in the base unit that they name.
 */
final class JsonPrinter implements ReportPrinter {
  private final JsonReport json = new JsonReport();

  @Override
  public String print(LastRun last) {
    return json.render(last.report()) + System.lineSeparator();
  }

  @Override
  public String print(Period period) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("job", period.job());
    object.put("from", period.from().toString());
    object.put("to", period.to().toString());
    object.put("status", period.worst().word());
    object.put("runs", runs(period));
    object.put("due", due(period.due()));
    period.longestGap().ifPresent(gap -> object.put("longestGap", gap(gap)));
    object.put(
        "incidents",
        period.incidents().stream().map(incident -> incident(incident, period.to())).toList());
    object.put("series", period.series().stream().map(JsonPrinter::series).toList());
    return json.text(object) + System.lineSeparator();
  }

  private static Map<String, Object> runs(Period period) {
    Map<String, Object> runs = new LinkedHashMap<>();
    runs.put("count", period.runs().size());
    for (Status status : Status.values()) {
      runs.put(status.word(), period.ended(status));
    }
    runs.put("unfinished", period.unfinished());
    runs.put("goingOn", period.goingOn());
    runs.put(
        "startedAt", period.runs().stream().map(Run::startedAt).map(Instant::toString).toList());
    return runs;
  }

  private static Map<String, Object> due(DueRuns due) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("from", due.from().toString());
    object.put("wholePeriod", due.wholePeriod());
    object.put("count", due.count());
    object.put("ran", due.ran().size());
    object.put("unfinished", due.unfinished().size());
    object.put("missed", due.missed().size());
    object.put("missedAt", due.missed().stream().map(Instant::toString).toList());
    return object;
  }

  private static Map<String, Object> gap(RunGap gap) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("from", gap.from().toString());
    object.put("to", gap.to().toString());
    object.put("seconds", gap.length().toSeconds());
    object.put("open", gap.open());
    return object;
  }

  /** One incident, the same in every JSON output. */
  static Map<String, Object> incident(Incident incident, Instant now) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", incident.id());
    object.put("shortId", incident.shortId());
    object.put("job", incident.job());
    object.put("check", incident.finding().checkId());
    object.put("subject", incident.finding().subject());
    object.put("severity", incident.severity().word());
    object.put("worst", incident.worst().word());
    object.put("state", incident.state().word());
    incident.closure().ifPresent(why -> object.put("closedBecause", why.words()));
    object.put("summary", incident.finding().summary());
    object.put("began", incident.began().toString());
    incident.resolvedAt().ifPresent(at -> object.put("resolvedAt", at.toString()));
    object.put("seconds", incident.lasted(now).toSeconds());
    incident.acknowledgedBy().ifPresent(by -> object.put("acknowledgedBy", by));
    return object;
  }

  private static Map<String, Object> series(MetricSeries series) {
    SeriesFigures figures = SeriesFigures.of(series);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", series.series().checkId());
    object.put("name", series.series().name());
    object.put("unit", series.unitName());
    object.put("count", figures.spread().count());
    for (int p : List.of(50, 95, 99)) {
      object.put("p" + p, figures.spread().percentile(p));
    }
    object.put("max", figures.spread().max());
    return object;
  }
}
