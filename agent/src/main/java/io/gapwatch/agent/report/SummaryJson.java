package io.gapwatch.agent.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A summary as one JSON object, for scripts. */
record SummaryJson(Summary summary) {

  String text() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("summary", summary.name());
    object.put("from", summary.from().toString());
    object.put("to", summary.to().toString());
    object.put("status", summary.status().word());
    object.put("title", summary.verdict());
    object.put("allRunsKnown", summary.whole());
    object.put("jobs", summary.jobs());
    object.put("criteria", summary.criteria().stream().map(SummaryJson::criterion).toList());
    object.put("trends", summary.trends().stream().map(SummaryJson::trend).toList());
    object.put("upkeep", summary.upkeep().stream().map(SummaryJson::deed).toList());
    object.put("incidents", incidents());
    return new JsonReport().text(object);
  }

  private List<Map<String, Object>> incidents() {
    return summary.incidents().stream()
        .map(each -> JsonPrinter.incident(each, summary.to()))
        .toList();
  }

  private static Map<String, Object> criterion(Criterion criterion) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("criterion", criterion.text());
    object.put("met", criterion.met().word());
    object.put("why", criterion.why());
    return object;
  }

  /** What is not known has no value, which is not 0. */
  private static Map<String, Object> trend(Trend trend) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("number", trend.name());
    object.put("before", trend.before().isPresent() ? trend.before().getAsDouble() : null);
    object.put("now", trend.now());
    object.put("last", trend.last());
    object.put("values", trend.values());
    trend.full().ifPresent(time -> object.put("fullInSeconds", time.toSeconds()));
    return object;
  }

  private static Map<String, Object> deed(Deed deed) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("upkeep", deed.upkeep());
    object.put("at", deed.at().toString());
    object.put("status", deed.status().word());
    object.put("summary", deed.summary());
    object.put("details", deed.details());
    return object;
  }
}
