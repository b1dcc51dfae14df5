package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.demo.PushoverServer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlertCommandTest extends Installation {
  AlertCommandTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void aMessageIsSentAndNothingIsKeptOfIt() {
    Ran sent = gapwatch("alert", "send", "phone", "--title", "gapctl", "--text", "50 % & more = ½");

    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(sent.out()).isEqualTo("✅ sent through phone" + System.lineSeparator());
    PushoverServer.Arrived message = phone.messages().get(0);
    assertThat(message.title()).isEqualTo("gapctl");
    assertThat(message.message()).isEqualTo("50 % & more = ½");
    assertThat(message.fields())
        .containsEntry("priority", "-1")
        .containsEntry("timestamp", Long.toString(Ran.NOW.getEpochSecond()));
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aTextThatIsNotGivenIsRead() {
    assertThat(sendTyped("two lines\nof a pipe: ½\n")).isZero();

    assertThat(phone.messages())
        .extracting(PushoverServer.Arrived::title, PushoverServer.Arrived::message)
        .containsExactly(tuple("Gapwatch", "two lines\nof a pipe: ½"));
  }

  @Test
  void anEmptyMessageIsAUsageError() {
    assertThat(sendTyped(" \n")).isEqualTo(64);
    Ran ran = gapwatch("alert", "send", "phone", "--text", "");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("the message is empty", "gapwatch alert send --help");
    assertThat(gapwatch("alert").code()).isEqualTo(64);
    assertThat(gapwatch("alert", "send", "--text", "hello").code()).isEqualTo(64);
    assertThat(phone.requests()).isZero();
  }

  @Test
  void whatTheVendorRefusesIsToldInItsWordsAndWithoutTheKeys() {
    Ran ran = send(Map.of("TOKEN", TOKEN, "USER", "somebody-else"), "phone");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("gapwatch: not sent through phone: Pushover refused it (400): ")
        .hasLineCount(1)
        .doesNotContain(TOKEN, "somebody-else");
  }

  @Test
  void aVendorThatIsAwayIsAFailure() {
    phone.close();

    Ran ran = gapwatch("alert", "send", "phone", "--text", "hello");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("gapwatch: not sent through phone: ").contains("Pushover");
  }

  @Test
  void whatCannotCarryItIsNamed() {
    assertThat(gapwatch("alert", "send", "pohne", "--text", "hello").err())
        .startsWith("gapwatch: no channel is called pohne; the configuration has phone, deadman");
    assertThat(gapwatch("alert", "send", "deadman", "--text", "hello").err())
        .startsWith(
            "gapwatch: not sent through deadman: a channel of type healthchecks carries no");
    assertThat(send(Map.of(), "phone").err()).contains("TOKEN").contains("not set");
    assertThat(send(Map.of(), "phone").code()).isEqualTo(2);
  }

  private Ran send(Map<String, String> variables, String channel) {
    return Ran.gapwatch(folder, variables, false, "alert", "send", channel, "--text", "hello");
  }

  private int sendTyped(String input) {
    Environment environment =
        new Environment(
            Map.of("TOKEN", TOKEN, "USER", USER), Clock.fixed(Ran.NOW, ZoneOffset.UTC), folder);
    CommandLine command =
        AlertCommand.with(
            environment, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    Commands commands = new Commands(Map.of("alert", () -> command));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return GapwatchCommand.commandLine(commands, new Terminal(false), nowhere, nowhere)
        .execute("alert", "send", "phone");
  }
}
