package io.gapwatch.agent.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageData;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.web.JsonBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/messages.md shows what is sent, and docs/message.schema.json describes it. */
class MessagesPageTest {
  private static final Path DOCS = Path.of("").toAbsolutePath().resolveSibling("docs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private final Message message =
      Samples.message(
          Status.CRITICAL,
          List.of("Latest block: 23,765,432"),
          Samples.opened("01JD00000000000000000000BB", Samples.gap(1, 2)));

  @Test
  void theExampleIsWhatIsSent() throws IOException {
    assertThat(JSON.readTree(block("json")))
        .isEqualTo(JSON.readTree(written(MessageData.of(message, all -> true))));
  }

  @Test
  void theSchemaDescribesWhatIsSent() throws IOException {
    assertThat(problems(MessageData.of(message, all -> true))).isEmpty();
    assertThat(problems(MessageData.ping(Samples.NOW))).isEmpty();
    assertThat(problems(MessageData.of(Message.byHand(Samples.NOW, "Disks", "full"), all -> true)))
        .isEmpty();
    assertThat(
            problems(
                MessageData.of(
                    Samples.message(Status.OK, List.of(), Samples.resolved("1", Samples.gap(1, 2))),
                    all -> true)))
        .isEmpty();
    assertThat(problems(Map.of("type", "changes", "data", Map.of("job", "chain")))).isNotEmpty();
  }

  @Test
  void theSignatureIsThatOfItsHeadersAndBody() throws IOException {
    MatchResult request = find("webhook-id: (\\S+)\nwebhook-timestamp: (\\d+)\n[^\n]*\n\n([^\n]+)");
    byte[] body = request.group(3).getBytes(UTF_8);

    assertThat(block("http"))
        .contains(
            "webhook-signature: "
                + Signature.with("hook", List.of(new Secret(KEY)))
                    .headers(
                        request.group(1),
                        Instant.ofEpochSecond(Long.parseLong(request.group(2))),
                        body)
                    .get("webhook-signature"));
  }

  /** It is meant to be copied into a receiver. */
  @Test
  void theProgramPrintsTheSignature() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "-c", block("python")).redirectErrorStream(true).start();
    String printed = new String(python.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(python.waitFor()).as(printed).isZero();
    assertThat(block("http")).contains("webhook-signature: " + printed);
  }

  private static List<String> problems(Map<String, ?> event) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(DOCS.resolve("message.schema.json")))
        .validate(written(event), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String written(Map<String, ?> event) {
    return new String(JsonBody.write(event), UTF_8);
  }

  private static String block(String language) throws IOException {
    return find("```" + language + "\n(.*?)\n```").group(1);
  }

  private static MatchResult find(String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(Files.readString(DOCS.resolve("messages.md")))
        .results()
        .findFirst()
        .orElseThrow();
  }
}
