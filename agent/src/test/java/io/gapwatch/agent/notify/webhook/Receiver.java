package io.gapwatch.agent.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.notify.web.VendorServer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver that verifies as Standard Webhooks asks: the signature over the bytes that arrived, a
 * time within five minutes of its own, each id once, a body below 20 kB.
 */
final class Receiver extends VendorServer {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int LONGEST = 20_000;

  private final byte[] key;
  private final InstantSource clock;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  Receiver(String base64, InstantSource clock) {
    this.key = Base64.getDecoder().decode(base64);
    this.clock = clock;
  }

  @Override
  protected Answer answer(Call call) {
    String id = call.headers().getOrDefault("webhook-id", "");
    String time = call.headers().getOrDefault("webhook-timestamp", "");
    String signatures = call.headers().getOrDefault("webhook-signature", "");
    if (!call.method().equals("POST") || json(call).isMissingNode()) {
      return Answer.text(400, "not an event");
    }
    if (id.isEmpty()
        || !time.matches("\\d{1,12}")
        || !verifies(id, time, call.body(), signatures)) {
      return Answer.text(401, "the signature does not fit");
    }
    if (Math.abs(Long.parseLong(time) - clock.instant().getEpochSecond()) > TOLERANCE.toSeconds()) {
      return Answer.text(401, "too old");
    }
    if (call.body().getBytes(UTF_8).length > LONGEST) {
      return Answer.text(413, "too long");
    }
    if (seen.add(id) && !json(call).path("type").asText().equals("ping")) {
      take(json(call));
    }
    return new Answer(204, java.util.Map.of(), "");
  }

  private boolean verifies(String id, String time, String body, String signatures) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String expected =
          "v1,"
              + Base64.getEncoder()
                  .encodeToString(mac.doFinal((id + "." + time + "." + body).getBytes(UTF_8)));
      return List.of(signatures.split(" ")).contains(expected);
    } catch (GeneralSecurityException unknown) {
      throw new IllegalStateException(unknown);
    }
  }
}
