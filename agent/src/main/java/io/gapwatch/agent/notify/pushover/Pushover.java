package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Acknowledgement;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.Form;
import io.gapwatch.agent.notify.web.WebClient;
import io.gapwatch.agent.text.Durations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends to phones through Pushover. What is critical or unknown rings until it is acknowledged, and
 * is cancelled when it is over.
 *
 * @see <a href="https://pushover.net/api">the vendor's rules and limits</a>
 */
final class Pushover implements Messenger {
  private final PushoverSettings settings;
  private final WebClient web;

  Pushover(PushoverSettings settings) {
    this.settings = settings;
    this.web = new WebClient("Pushover", settings.timeout());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsHealthySummary() {
    return settings.healthyPriority().isPresent();
  }

  @Override
  public String manner(Message message) {
    int priority = PushoverFields.priority(message, settings);
    return priority == PushoverLimits.EMERGENCY
        ? "an emergency, rings every %s for %s until acknowledged"
            .formatted(
                Durations.text(settings.emergency().retry()),
                Durations.text(settings.emergency().expire()))
        : "priority " + priority;
  }

  @Override
  public Delivery send(Message message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", settings.token().reveal());
    fields.put("user", settings.user().reveal());
    fields.putAll(PushoverFields.of(message, settings));
    return post("/1/messages.json", fields);
  }

  /** Asks whether the user has a device; {@code users/validate.json} sends nothing. */
  @Override
  public Delivery test() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", settings.token().reveal());
    fields.put("user", settings.user().reveal());
    // The vendor validates one device at a time.
    settings
        .extras()
        .device()
        .filter(names -> !names.contains(","))
        .ifPresent(name -> fields.put("device", name));
    return post("/1/users/validate.json", fields);
  }

  @Override
  public Delivery cancel(String receipt) {
    if (!receipt.matches("[A-Za-z0-9]+")) {
      return new Delivery.Refused("this is not a Pushover receipt");
    }
    return post(
        "/1/receipts/" + receipt + "/cancel.json",
        Map.of("token", settings.token().reveal()),
        PushoverAnswer::cancellation);
  }

  /**
   * Pushover takes the token of this question in the address only (pushover.net/api/receipts). It
   * is sent over TLS, and no address is logged or quoted.
   */
  @Override
  public Optional<Acknowledgement> acknowledgement(String receipt) {
    if (!receipt.matches("[A-Za-z0-9]+")) {
      return Optional.empty();
    }
    String token = URLEncoder.encode(settings.token().reveal(), StandardCharsets.UTF_8);
    return web.ask(
        Request.get(Endpoint.at(settings.api(), "/1/receipts/" + receipt + ".json?token=" + token)),
        answer ->
            new PushoverAnswer(web, answer, List.of(settings.token(), settings.user()))
                .acknowledgement());
  }

  private Delivery post(String path, Map<String, String> fields) {
    return post(path, fields, PushoverAnswer::delivery);
  }

  private Delivery post(
      String path, Map<String, String> fields, Function<PushoverAnswer, Delivery> judge) {
    return web.post(
        Form.post(Endpoint.at(settings.api(), path), fields),
        answer ->
            judge.apply(
                new PushoverAnswer(web, answer, List.of(settings.token(), settings.user()))));
  }

  @Override
  public String toString() {
    return "Pushover[" + settings.name() + "]";
  }
}
