package io.gapwatch.agent.notify.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Opens and resolves alerts at PagerDuty, one for each incident. To send an event twice changes
 * nothing, so that a message is sent again as a whole.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">the vendor's rules</a>
 */
final class PagerDuty implements Messenger {
  private static final int TAKEN_OVER = 202;

  private final PagerDutySettings settings;
  private final WebClient web;
  private final VendorWords words;

  PagerDuty(PagerDutySettings settings) {
    this.settings = settings;
    this.web = new WebClient("PagerDuty", settings.timeout());
    this.words = new VendorWords(List.of(settings.key()));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String manner(Message message) {
    return "an alert for each incident, which stays until it is resolved";
  }

  /** One event that is refused keeps no other from being sent; trouble on the way keeps all. */
  @Override
  public Delivery send(Message message) {
    List<Delivery> refused = new ArrayList<>();
    for (Map<String, Object> event : new Events(settings).of(message)) {
      Delivery delivery = post(event, message.at());
      if (delivery instanceof Delivery.Failed) {
        return delivery;
      }
      if (delivery instanceof Delivery.Refused) {
        refused.add(delivery);
      }
    }
    return refused.isEmpty() ? Delivery.delivered() : refused.get(0);
  }

  /** Resolves what was never opened: the key is judged, and nobody hears of it. */
  @Override
  public Delivery test() {
    return post(new Events(settings).ofNothing(), Instant.EPOCH);
  }

  private Delivery post(Map<String, Object> event, Instant now) {
    return web.post(
        JsonBody.post(Endpoint.at(settings.api(), "/v2/enqueue"), event),
        answer -> judge(answer, now));
  }

  private Delivery judge(Answer answer, Instant now) {
    JsonNode body = JsonBody.of(answer);
    if (answer.status() == TAKEN_OVER && body.path("status").asText().equals("success")) {
      return Delivery.delivered();
    }
    List<String> said = new ArrayList<>();
    said.add(body.path("message").asText());
    body.path("errors").forEach(error -> said.add(error.asText()));
    said.removeIf(String::isBlank);
    return new Rejection(web.vendor(), answer, now).delivery(words.quote(String.join(": ", said)));
  }

  @Override
  public String toString() {
    return "PagerDuty[" + settings.name() + "]";
  }
}
