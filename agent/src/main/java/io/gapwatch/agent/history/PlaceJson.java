package io.gapwatch.agent.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import java.time.Instant;
import java.util.Optional;

/** Where a finding is, as it is stored. Earlier releases stored the numbers of a range only. */
final class PlaceJson {
  private PlaceJson() {}

  static ObjectNode write(Place place) {
    ObjectNode node = Json.object();
    if (!place.part().isEmpty()) {
      node.put("part", place.part());
    }
    place.numbers().ifPresent(rows -> node.putArray("numbers").add(rows.first()).add(rows.last()));
    place
        .times()
        .ifPresent(
            times ->
                node.putArray("times")
                    .add(times.from().toEpochMilli())
                    .add(times.until().toEpochMilli()));
    if (place.range()) {
      node.put("range", true);
    }
    return node;
  }

  /** The place of a finding. */
  static Place of(JsonNode finding) {
    return finding
        .optional("place")
        .map(PlaceJson::read)
        .orElseGet(
            () ->
                new Place(
                    "",
                    finding.optional("span").map(PlaceJson::span),
                    Optional.empty(),
                    finding.has("span")));
  }

  private static Place read(JsonNode node) {
    return new Place(
        Json.optionalText(node, "part").orElse(""),
        node.optional("numbers").map(PlaceJson::span),
        node.optional("times").map(PlaceJson::times),
        node.has("range"));
  }

  private static Span span(JsonNode ends) {
    return new Span(Json.integer(ends.required(0)), Json.integer(ends.required(1)));
  }

  private static TimeSpan times(JsonNode ends) {
    return new TimeSpan(
        Instant.ofEpochMilli(Json.integer(ends.required(0))),
        Instant.ofEpochMilli(Json.integer(ends.required(1))));
  }
}
