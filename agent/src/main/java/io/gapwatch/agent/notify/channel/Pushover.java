package io.gapwatch.agent.notify.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells phones through Pushover. What is critical or unknown rings until it is acknowledged, and is
 * called off when it is over. All parameters travel in the body: addresses end up in logs.
 *
 * @see <a href="https://pushover.net/api">the vendor's rules and limits</a>
 */
public final class Pushover implements Messenger {
  private final PushoverSettings settings;
  private final Http http;

  public Pushover(PushoverSettings settings) {
    this.settings = settings;
    this.http = new Http(settings.timeout());
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
      return new Delivery.Refused("this is no receipt of Pushover's");
    }
    return post(
        "/1/receipts/" + receipt + "/cancel.json",
        Map.of("token", settings.token().reveal()),
        PushoverAnswer::cancellation);
  }

  private Delivery post(String path, Map<String, String> fields) {
    return post(path, fields, PushoverAnswer::delivery);
  }

  private Delivery post(
      String path, Map<String, String> fields, Function<PushoverAnswer, Delivery> meaning) {
    String base = settings.api().toString().replaceAll("/+$", "");
    Request request =
        Request.post(URI.create(base + path), Form.encode(fields).getBytes(UTF_8))
            .header("Content-Type", Form.CONTENT_TYPE);
    try {
      return meaning.apply(
          new PushoverAnswer(http.post(request), List.of(settings.token(), settings.user())));
    } catch (Http.NoAnswerException noAnswer) {
      return new Delivery.Failed("Pushover: " + noAnswer.reason());
    }
  }

  @Override
  public String toString() {
    return "Pushover[" + settings.name() + "]";
  }
}
