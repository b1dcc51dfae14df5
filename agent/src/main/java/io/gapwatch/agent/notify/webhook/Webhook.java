package io.gapwatch.agent.notify.webhook;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageData;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts to a program of yours what people are told elsewhere, as JSON, signed. */
final class Webhook implements Messenger {
  private static final int FIRST_REDIRECT = 300;

  /** Standard Webhooks asks for less than 20 kB. */
  private static final int LONGEST = 19_000;

  private final WebhookSettings settings;
  private final URI url;
  private final Signature signature;
  private final Map<String, String> headers;
  private final VendorWords words;
  private final InstantSource clock;
  private final WebClient web;

  /**
   * @param clock the time of each attempt: a receiver refuses what was signed minutes ago
   */
  Webhook(WebhookSettings settings, URI url, InstantSource clock) {
    this.settings = settings;
    this.url = url;
    this.signature = Signature.with(settings.name(), settings.keys());
    this.headers = CustomHeaders.of(settings.name(), settings.headers());
    this.clock = clock;
    this.web = new WebClient("the webhook", settings.timeout());
    List<Secret> secrets = new ArrayList<>(settings.headers().values());
    secrets.addAll(settings.keys());
    this.words = VendorWords.without(url).and(secrets);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsHealthySummary() {
    return settings.healthy();
  }

  @Override
  public Delivery send(Message message) {
    return post(message.id(), MessageData.of(message, Webhook::fits), message.at());
  }

  /**
   * What a receiver does with a message nobody knows; only a ping, which it must know, is silent.
   */
  @Override
  public Delivery test() {
    if (!settings.ping()) {
      return new Delivery.Failed(
          "a webhook cannot be tested without a message: gapwatch doctor --send sends one, and"
              + " ping: true tests it without notifying anyone, if your receiver knows events of type ping");
    }
    Instant now = clock.instant();
    return post("ping-" + now.toEpochMilli(), MessageData.ping(now), now);
  }

  private static boolean fits(Map<String, Object> event) {
    return JsonBody.write(event).length <= LONGEST;
  }

  private Delivery post(String id, Map<String, Object> event, Instant now) {
    byte[] body = JsonBody.write(event);
    Request request = JsonBody.post(url, body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> header :
        signature.headers(id, clock.instant(), body).entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    return web.post(request, answer -> judge(answer, now));
  }

  private Delivery judge(Answer answer, Instant now) {
    return answer.status() < FIRST_REDIRECT
        ? Delivery.delivered()
        : new Rejection(web.vendor(), answer, now).delivery(words.quote(answer.body()));
  }

  @Override
  public String toString() {
    return "Webhook[" + settings.name() + "]";
  }
}
