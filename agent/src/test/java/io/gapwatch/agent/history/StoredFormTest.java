package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormTest {

  @Property(seed = "1")
  void findingsComeBackAsTheyWere(@ForAll("findings") Finding finding) {
    assertThat(FindingJson.read(Json.read(Json.write(FindingJson.write(finding)))))
        .isEqualTo(finding);
  }

  @Property(seed = "1")
  void resultsComeBackAsTheyWere(@ForAll("results") CheckResult result) {
    assertThat(ResultJson.read(ResultJson.write(result))).isEqualTo(result);
  }

  @Property(seed = "1")
  void incidentsComeBackAsTheyWere(@ForAll("incidents") Incident incident) {
    assertThat(IncidentJson.read(IncidentJson.write(incident))).isEqualTo(incident);
  }

  @Test
  void keepsTheKindsOfValuesAndTheirOrder() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("z long", 20500000L);
    evidence.put("y whole decimal", 10.0);
    evidence.put("x integer", 7);
    evidence.put("w text", "7");
    evidence.put("v boolean", true);
    evidence.put("u huge", new BigInteger("170141183460469231731687303715884105727"));
    evidence.put("t list", List.of(1L, "a", 2.5));
    evidence.put("s map", Map.of("n", 1L));
    evidence.put("r smallest", Long.MIN_VALUE);
    evidence.put("q no number", Double.NaN);

    String stored = Json.write(Map.of("it", evidence));
    Map<String, Object> read = Json.map(Json.read(stored), "it");
    evidence.put("x integer", 7L);
    evidence.put("q no number", "NaN");
    assertThat(read).isEqualTo(evidence);
    assertThat(read.keySet()).containsExactlyElementsOf(evidence.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "{\"id\":\"disk\"}", "{\"id\":null}"})
  void refusesWhatItDidNotWrite(String json) {
    assertThatThrownBy(() -> ResultJson.read(json)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IncidentJson.read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Finding> findings() {
    return Combinators.combine(
            Arbitraries.of(Severity.class),
            texts(),
            values(),
            times().optional(),
            times().optional(),
            places())
        .as(
            (severity, text, evidence, since, settlesAt, place) ->
                new Finding(
                    "disk", severity, text, text, text, "0", "", evidence, since, settlesAt,
                    place));
  }

  @Provide
  Arbitrary<CheckResult> results() {
    return Combinators.combine(
            Arbitraries.of(Status.class),
            texts(),
            values(),
            findings().list().ofMaxSize(3),
            Arbitraries.of(true, false))
        .as(
            (status, text, measured, findings, complete) ->
                new CheckResult(
                    "disk",
                    "disk",
                    "machine",
                    text,
                    status,
                    text,
                    List.of(new Fact("Used", text)),
                    measured,
                    findings,
                    complete,
                    Covered.nothing(),
                    ""));
  }

  @Provide
  Arbitrary<Incident> incidents() {
    return Combinators.combine(
            Arbitraries.of(State.class),
            findings(),
            times(),
            times().optional(),
            times().optional(),
            times().optional(),
            texts().optional(),
            Arbitraries.of(Closure.class).optional())
        .as(
            (state, finding, seen, opened, resolved, reminded, by, closure) ->
                new Incident(
                    "1",
                    "chain",
                    state,
                    finding,
                    Severity.CRITICAL,
                    "s",
                    seen,
                    NOON,
                    3,
                    1,
                    opened,
                    resolved,
                    reminded,
                    by,
                    closure));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(12);
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs().between(-1_000_000, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Place> places() {
    Arbitrary<TimeSpan> spans =
        times()
            .flatMap(
                from ->
                    Arbitraries.longs()
                        .between(0, 1_000_000_000)
                        .map(more -> new TimeSpan(from, from.plusMillis(more))));
    return Combinators.combine(
            texts(), spans().optional(), spans.optional(), Arbitraries.of(true, false))
        .as(Place::new);
  }

  private static Arbitrary<Span> spans() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2))
        .as((first, more) -> new Span(first, first + more));
  }

  private static Arbitrary<Map<String, Object>> values() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            Arbitraries.longs().map(it -> (Object) it),
            Arbitraries.doubles().map(it -> (Object) it),
            texts().map(it -> (Object) it),
            Arbitraries.of(true, false).map(it -> (Object) it));
    return Arbitraries.maps(texts(), value).ofMaxSize(4);
  }
}
