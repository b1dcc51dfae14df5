package io.gapwatch.agent.notify.ntfy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.Endpoint;
import io.gapwatch.agent.notify.web.JsonBody;
import io.gapwatch.agent.notify.web.Rejection;
import io.gapwatch.agent.notify.web.VendorWords;
import io.gapwatch.agent.notify.web.WebClient;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Publishes to a topic, as JSON: a header would refuse what is not Latin.
 *
 * @see <a href="https://docs.ntfy.sh/publish/#publish-as-json">the vendor's rules</a>
 */
final class Ntfy implements Messenger {
  private final NtfySettings settings;
  private final WebClient web;
  private final VendorWords words;

  Ntfy(NtfySettings settings) {
    this.settings = settings;
    this.web = new WebClient("ntfy", settings.timeout());
    this.words = new VendorWords(settings.token().stream().toList());
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
  public String manner(Message message) {
    return "priority %d, topic %s".formatted(NtfyDocument.priority(message), settings.topic());
  }

  /** The document goes to the root; to a topic's own address it would be the text itself. */
  @Override
  public Delivery send(Message message) {
    return ask(
        JsonBody.post(Endpoint.at(settings.url(), "/"), NtfyDocument.of(message, settings)),
        body -> body.hasNonNull("id"),
        message.at());
  }

  /** Asks whose the token is, or else whether the server is well; it publishes nothing. */
  @Override
  public Delivery test() {
    return settings.token().isPresent()
        ? ask(get("/v1/account"), body -> body.hasNonNull("username"), Instant.EPOCH)
        : ask(get("/v1/health"), body -> body.path("healthy").asBoolean(), Instant.EPOCH);
  }

  private Request get(String path) {
    return Request.get(Endpoint.at(settings.url(), path));
  }

  private Delivery ask(Request request, Predicate<JsonNode> yes, Instant now) {
    Request authorized =
        settings
            .token()
            .map(Secret::reveal)
            .map(token -> request.header("Authorization", "Bearer " + token.strip()))
            .orElse(request);
    return web.post(authorized, answer -> judge(answer, yes, now));
  }

  private Delivery judge(Answer answer, Predicate<JsonNode> yes, Instant now) {
    JsonNode body = JsonBody.of(answer);
    return answer.isOk() && yes.test(body)
        ? Delivery.delivered()
        : new Rejection(web.vendor(), answer, now)
            .delivery(words.quote(body.path("error").asText()));
  }

  @Override
  public String toString() {
    return "Ntfy[" + settings.name() + "]";
  }
}
