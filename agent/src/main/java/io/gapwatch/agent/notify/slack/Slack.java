package io.gapwatch.agent.notify.slack;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Posts to a room by an incoming webhook, whose address is the secret.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">the
 *     vendor's rules</a>
 */
final class Slack implements Messenger {
  private static final String NOBODY = "gapwatch-doctor-asks-nobody";

  private final String name;
  private final URI webhook;
  private final Flavor flavor;
  private final boolean healthy;
  private final WebClient web;
  private final VendorWords words;

  /**
   * @param url the webhook's address
   * @param healthy whether each healthy run is told as well
   * @param timeout for one request and its whole answer
   */
  Slack(String name, Secret url, Flavor flavor, boolean healthy, Duration timeout) {
    this.name = name;
    this.webhook = Endpoint.secret(name, "url", url.reveal());
    this.flavor = flavor;
    this.healthy = healthy;
    this.web = new WebClient(flavor.vendor(), timeout);
    this.words = VendorWords.without(webhook);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wantsHealthySummary() {
    return healthy;
  }

  @Override
  public String manner(Message message) {
    return "a message in " + flavor.vendor();
  }

  @Override
  public Delivery send(Message message) {
    return ask(
        JsonBody.post(flavor.target(webhook), flavor.payload(message)),
        message.at(),
        SlackAnswer::ofMessage);
  }

  /** Asks what each vendor answers only of a webhook that exists, and shows nobody. */
  @Override
  public Delivery test() {
    return switch (flavor) {
      case SLACK ->
          ask(JsonBody.post(webhook, Map.of("text", "")), Instant.EPOCH, SlackAnswer::ofEmptyPost);
      case MATTERMOST ->
          ask(
              JsonBody.post(webhook, Map.of("text", "?", "channel", NOBODY)),
              Instant.EPOCH,
              SlackAnswer::ofPostToNobody);
      case DISCORD ->
          ask(
              Request.get(URI.create(webhook.toString().replaceAll("/slack/?$", ""))),
              Instant.EPOCH,
              SlackAnswer::ofQuestion);
    };
  }

  private Delivery ask(Request request, Instant now, Function<SlackAnswer, Delivery> judge) {
    return web.post(
        request, (Answer answer) -> judge.apply(new SlackAnswer(flavor, answer, words, now)));
  }

  @Override
  public String toString() {
    return "Slack[" + name + "]";
  }
}
