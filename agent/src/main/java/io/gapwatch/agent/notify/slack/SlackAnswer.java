package io.gapwatch.agent.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.RetryAfterHeader;
import io.gapwatch.agent.notify.web.VendorWords;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an answer of Slack, Mattermost or Discord means. */
record SlackAnswer(Flavor flavor, Answer answer, VendorWords words, Instant now) {
  private static final int TOO_MANY = 429;
  private static final int BAD = 400;
  private static final int NOT_FOUND = 404;

  /** What Slack says of an empty text, once it knows the webhook. */
  private static final Set<String> NOTHING_TO_SAY =
      Set.of("no_text", "missing_text_or_fallback_or_attachments");

  /** What Mattermost says of a room that is not there, once it knows the webhook. */
  private static final Set<String> NO_SUCH_ROOM =
      Set.of("web.incoming_webhook.channel.app_error", "web.incoming_webhook.general.app_error");

  /** Of a message. */
  Delivery ofMessage() {
    boolean ok = answer.isOk() && answer.body().strip().equals("ok");
    boolean saved = flavor == Flavor.DISCORD && answer.isOk() && json().hasNonNull("id");
    return ok || saved ? Delivery.delivered() : rejection();
  }

  /** Of a post that Slack never shows because it is empty. */
  Delivery ofEmptyPost() {
    return answer.status() == BAD && NOTHING_TO_SAY.contains(answer.body().strip())
        ? Delivery.delivered()
        : rejection();
  }

  /** Of a post that Mattermost never shows because its room does not exist. */
  Delivery ofPostToNobody() {
    return answer.status() == NOT_FOUND && NO_SUCH_ROOM.contains(json().path("id").asText())
        ? Delivery.delivered()
        : rejection();
  }

  /** Of a question about the webhook itself, which Discord answers. */
  Delivery ofQuestion() {
    return answer.isOk() && json().hasNonNull("token") ? Delivery.delivered() : rejection();
  }

  private Delivery rejection() {
    Rejection rejection = new Rejection(flavor.vendor(), answer, now);
    Optional<Instant> named =
        Optional.of(json().path("retry_after"))
            .filter(JsonNode::isNumber)
            .flatMap(seconds -> RetryAfterHeader.read(seconds.asText(), now));
    return answer.status() == TOO_MANY && rejection.retryAfter().isEmpty() && named.isPresent()
        ? rejection.later("", named)
        : rejection.delivery(said());
  }

  /** Slack answers in a word, the others in JSON. */
  private String said() {
    JsonNode message = json().path("message");
    return words.quote(message.isTextual() ? message.asText() : answer.body());
  }

  private JsonNode json() {
    return JsonBody.of(answer);
  }
}
