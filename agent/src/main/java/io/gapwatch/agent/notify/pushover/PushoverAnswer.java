package io.gapwatch.agent.notify.pushover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Acknowledgement;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.notify.web.WebClient;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What Pushover's answer means. Any 4xx is refused, except 429: the monthly quota is used up, and
 * the message waits until {@code X-Limit-App-Reset}.
 */
final class PushoverAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TextLimit ERRORS = new TextLimit(200);
  private static final String DEVICE = "[A-Za-z0-9_-]{1,25}";
  private static final String RECEIPT = "[A-Za-z0-9]{1,64}";

  private final WebClient web;
  private final Answer answer;
  private final JsonNode body;
  private final List<Secret> secrets;

  PushoverAnswer(WebClient web, Answer answer, List<Secret> secrets) {
    this.web = web;
    this.answer = answer;
    this.body = parse(answer.body());
    this.secrets = List.copyOf(secrets);
  }

  Delivery delivery() {
    int status = answer.status();
    if (status == 200 && body.path("status").asInt() == 1) {
      return new Delivery.Delivered(
          Optional.of(body.path("receipt").asText()).filter(text -> text.matches(RECEIPT)));
    }
    if (status == 429) {
      return quotaUsedUp();
    }
    if (status >= 400 && status < 500) {
      return new Delivery.Refused("Pushover refused it (" + status + ")" + errors(), isOfTheText());
    }
    return status == 200
        ? web.foreign()
        : new Delivery.Failed(web.unexpected(answer).reason() + errors());
  }

  /** The vendor names the field that it does not take. */
  private boolean isOfTheText() {
    return body.has("message") || body.has("title");
  }

  /**
   * Of a cancellation. Only what the vendor says of the receipt is final, {@code "receipt": "not
   * found"}; a wrong token, say, may be corrected while the emergency still rings.
   */
  Delivery cancellation() {
    Delivery delivery = delivery();
    return delivery instanceof Delivery.Refused refused && !body.has("receipt")
        ? new Delivery.Failed(refused.reason())
        : delivery;
  }

  /** Who acknowledged the emergency; the device is named, for the user's key is a secret. */
  Optional<Acknowledgement> acknowledgement() {
    if (answer.status() != 200 || body.path("acknowledged").asInt() != 1) {
      return Optional.empty();
    }
    String device = body.path("acknowledged_by_device").asText();
    String by = device.matches(DEVICE) ? "Pushover on " + device : "Pushover";
    return unixTime(body.path("acknowledged_at").asText()).map(at -> new Acknowledgement(by, at));
  }

  private Delivery quotaUsedUp() {
    Optional<Instant> reset = answer.header("X-Limit-App-Reset").flatMap(PushoverAnswer::unixTime);
    String until = reset.map(time -> " until " + Times.dateAndTime(time)).orElse("");
    return new Delivery.Failed("the monthly Pushover quota is used up" + until, reset);
  }

  private static Optional<Instant> unixTime(String text) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.strip())));
    } catch (NumberFormatException | DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private String errors() {
    String text =
        StreamSupport.stream(body.path("errors").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    for (Secret secret : secrets) {
      text = secret.redactFrom(text);
    }
    return text.isEmpty() ? "" : ": " + ERRORS.cut(Lines.oneLine(text));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
