package io.gapwatch.agent.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.OpenIncidents;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A client of Alertmanager, which decides who hears of what. It takes an alert for over when it is
 * not told again before its end, so that each run tells what is open, with an end that lies behind
 * the next three runs.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/alerts_api/">the rules</a>
 */
final class Alertmanager implements Messenger {
  private static final int OK = 200;

  private final AlertmanagerSettings settings;
  private final WebClient web;
  private final VendorWords words;

  Alertmanager(AlertmanagerSettings settings) {
    this.settings = settings;
    this.web = new WebClient("Alertmanager", settings.timeout());
    this.words = new VendorWords(settings.authorization().stream().toList());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public String manner(Message message) {
    return "an alert; Alertmanager's own routes say who hears of it";
  }

  @Override
  public Delivery send(Message message) {
    return post(new Alerts(settings).of(message), message.at());
  }

  @Override
  public Delivery restate(OpenIncidents standing) {
    return post(new Alerts(settings).of(standing), standing.at());
  }

  @Override
  public Delivery test() {
    return ask(
        Request.get(Endpoint.at(settings.url(), "/api/v2/status")),
        answer -> answer.isOk() && JsonBody.of(answer).has("versionInfo"),
        Instant.EPOCH);
  }

  private Delivery post(List<Map<String, Object>> alerts, Instant now) {
    return ask(
        JsonBody.post(Endpoint.at(settings.url(), "/api/v2/alerts"), alerts),
        Alertmanager::took,
        now);
  }

  private Delivery ask(Request request, Yes yes, Instant now) {
    Request authorized =
        settings
            .authorization()
            .map(secret -> request.header("Authorization", secret.reveal()))
            .orElse(request);
    return web.post(
        authorized,
        answer ->
            yes.in(answer)
                ? Delivery.delivered()
                : whateverItSays(new Rejection(web.vendor(), answer, now).delivery(said(answer))));
  }

  /** It says nothing; a page of a proxy, or an error in words, does. */
  private static boolean took(Answer answer) {
    JsonNode said = JsonBody.of(answer);
    return answer.status() == OK
        && !answer.body().strip().startsWith("<")
        && !said.hasNonNull("error");
  }

  /** Other words would be another alert, so that a refusal is never one of the text. */
  private static Delivery whateverItSays(Delivery delivery) {
    return delivery instanceof Delivery.Refused refused
        ? new Delivery.Refused(refused.reason())
        : delivery;
  }

  /** Whether an answer is Alertmanager's yes. */
  private interface Yes {
    boolean in(Answer answer);
  }

  /** A text, or an object with one. */
  private String said(Answer answer) {
    JsonNode body = JsonBody.of(answer);
    return words.quote(body.isTextual() ? body.asText() : body.path("message").asText());
  }

  @Override
  public String toString() {
    return "Alertmanager[" + settings.name() + "]";
  }
}
