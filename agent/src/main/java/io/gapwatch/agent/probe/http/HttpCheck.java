package io.gapwatch.agent.probe.http;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.config.schema.WebPath;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.HttpSession.Family;
import io.gapwatch.agent.source.http.HttpSession.Wish;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: http}: whether a page answers as it should, how fast, and with which certificate.
 */
public final class HttpCheck implements CheckType {
  static final Metric UP =
      Metric.low("up", Unit.COUNT, "1 if it answers, 0 if it does not").critical("<1");
  static final Metric WRONG =
      Metric.high("wrong", Unit.COUNT, "1 for a status, body or JSON value that is not as expected")
          .critical(">0");
  static final Metric TIME =
      Metric.high(
              "time", Unit.SECONDS, "from the look-up of the name to the last byte that is read")
          .warning(">2s")
          .calibrated();
  static final Metric CERTIFICATE =
      Metric.low("certificate", Unit.SECONDS, "until the first certificate of the chain expires")
          .warning("<30d")
          .critical("<7d");
  static final Metric FAILED_FAMILIES =
      Metric.high("failedFamilies", Unit.COUNT, "1 if IPv4 or IPv6 has an address that fails");
  static final Metric STATUS = Metric.neutral("status", Unit.COUNT, "the status that it answered");

  private static final Key<String> PATH =
      Key.optional("path", new WebPath(), "below the source's url").whenLeftOut("");
  private static final Key<String> METHOD =
      Key.optional("method", Kinds.choice("GET", "HEAD"), "how to ask").withDefault("GET");
  private static final Key<Long> EXPECTED =
      Key.optional("status", Kinds.integer(100, 599), "the status that it must answer")
          .withDefault("200");
  private static final Key<String> CONTAINS =
      Key.required("contains", Kinds.text(), "a text that must be in the body");
  private static final Key<Settings> BODY =
      Key.optional("body", Shape.of(CONTAINS), "what the body must be like");
  private static final Key<Map<String, String>> JSON =
      Key.optional(
              "json",
              Kinds.named("(\\.[^.]+)+", "a path such as .status or .parts.0.name", Kinds.text()),
              "values in the body's JSON by their path: {\".status\": ok, \".parts.0.name\": db}")
          .whenLeftOut(Map.of());
  private static final Key<Long> REDIRECTS =
      Key.optional("redirects", Kinds.integer(0, 10), "how many redirects may be followed")
          .withDefault("0");
  private static final Key<String> IP =
      Key.optional("ip", Kinds.choice("4", "6"), "over which version of IP only; default: any");

  @Override
  public String type() {
    return "http";
  }

  @Override
  public String title() {
    return "ENDPOINT";
  }

  @Override
  public Class<? extends Session> asks() {
    return HttpSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(PATH, METHOD, EXPECTED, BODY, JSON, REDIRECTS, IP)
        .with(
            settings ->
                settings.get(METHOD).equals("HEAD")
                        && (settings.find(BODY).isPresent() || !settings.get(JSON).isEmpty())
                    ? Optional.of("an answer to HEAD has no body; leave out body and json")
                    : Optional.empty());
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(UP, WRONG, TIME, CERTIFICATE, FAILED_FAMILIES, STATUS);
  }

  @Override
  public Probe probe(Settings settings) {
    Wish wish =
        new Wish(
            settings.get(PATH),
            settings.get(METHOD),
            Math.toIntExact(settings.get(REDIRECTS)),
            settings.find(IP).map(ip -> ip.equals("4") ? Family.IPV4 : Family.IPV6));
    Expected expected =
        new Expected(
            settings.get(EXPECTED),
            settings.find(BODY).map(body -> body.get(CONTAINS)),
            settings.get(JSON));
    return new HttpProbe(wish, expected);
  }
}
