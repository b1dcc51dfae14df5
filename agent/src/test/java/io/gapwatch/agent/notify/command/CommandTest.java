package io.gapwatch.agent.notify.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.notify.AnswersContract;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Mishap;
import io.gapwatch.agent.notify.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With programs as people write them: shell scripts. */
class CommandTest extends AnswersContract {
  /** Keeps what it is told in a file of its own; ends as the file {@code next} says. */
  private static final String KEEPER =
      """
      cd "${0%/*}"
      event=$(mktemp event.XXXXXX)
      cat > "$event"
      status=$(cat next 2>/dev/null) && rm next
      echo "$status" >> attempts
      if [ -n "$status" ]; then rm "$event"; echo "told to fail" >&2; exit "$status"; fi
      if grep -q '"type":"ping"' "$event"; then rm "$event"; fi
      """;

  @TempDir private Path folder = Path.of("");

  @Override
  protected Messenger messenger() {
    return command(script("keeper", KEEPER), "");
  }

  @Override
  protected List<String> arrived() {
    return events().stream().map(event -> event.at("/data/title").asText()).toList();
  }

  @Override
  protected int attempts() {
    return read("attempts").size();
  }

  @Override
  protected void failNext() {
    write("next", "1");
  }

  @Override
  protected void refuseNext() {
    write("next", "65");
  }

  /** {@code EX_TEMPFAIL} of sysexits.h is 75. */
  @Override
  protected Messenger meeting(Mishap mishap) {
    return switch (mishap) {
      case TOO_MANY -> ending("exit 75", "2m");
      case ERROR -> ending("exit 70", "2m");
      case SILENCE -> ending("sleep 1000", "1s");
      case RESET -> ending("kill -9 $$", "2m");
      case GARBAGE -> ending("head -c 5000 /dev/urandom >&2; exit 3", "2m");
      case TAKEN -> ending("./keeper < \"$event\"; exit 1", "2m");
    };
  }

  /** It may not do what it is for. */
  @Override
  protected Messenger stranger() {
    return ending("echo 'not logged in' >&2; exit 77", "2m");
  }

  private Messenger ending(String how, String timeout) {
    script("keeper", KEEPER);
    return command(
        script("odd", "cd \"${0%/*}\"; event=$(mktemp odd.XXXXXX); cat > \"$event\"; " + how),
        "",
        timeout);
  }

  @Test
  void isToldWhatAWebhookIsTold() {
    messenger().send(critical);

    JsonNode event = events().get(0);
    assertThat(event.path("type").asText()).isEqualTo("changes");
    assertThat(event.at("/data/changes/0/incident/subject").asText()).isEqualTo("blocks 1-2");
  }

  @Test
  void saysHowItEndedAndWhatItSaid() {
    failNext();

    assertThat(messenger().send(critical))
        .isEqualTo(new Delivery.Failed(folder.resolve("keeper") + " ended with 1: told to fail"));
  }

  @Test
  void takesItsArgumentsWithoutAShell() {
    Path program = script("args", "cat > /dev/null; echo \"$#: $2\" >&2; exit 1");

    assertThat(command(program, ", --json, \"$HOME; rm -rf /\"").send(critical).toString())
        .contains("ended with 1: 2: $HOME; rm -rf /");
  }

  /** The environment may be where the secrets come from. */
  @Test
  void getsNoMoreOfTheEnvironmentThanItNeeds() {
    Path program = script("env", "cat > /dev/null; env | cut -d= -f1 | tr '\\n' ' ' >&2; exit 1");

    String said = command(program, "").send(critical).toString();

    assertThat(said).contains("PATH");
    List<String> others = new ArrayList<>(System.getenv().keySet());
    others.removeAll(
        List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR"));
    // A shell adds these.
    others.removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_"));
    assertThat(List.of(said.split("[\\s\\],]+"))).doesNotContainAnyElementsOf(others);
  }

  @Test
  void whatCannotBeStartedWaits() {
    Messenger missing = command(folder.resolve("missing"), "");

    Delivery failed =
        new Delivery.Failed(
            folder.resolve("missing")
                + " cannot be started; is it there, and may this user execute it?");
    assertThat(missing.send(critical)).isEqualTo(failed);
    assertThat(missing.test()).isEqualTo(failed);
  }

  /** A pipe holds 64 kB. */
  @Test
  void aProgramNeedNotRead() {
    Message big = Message.byHand(Samples.NOW, "x", "x");

    assertThat(command(script("deaf", "exit 0"), "").send(big)).isEqualTo(Delivery.delivered());
    assertThat(
            new Execution(List.of(script("deaf", "exit 0").toString()), Duration.ofMinutes(1))
                .with(new byte[1_000_000]))
        .isEqualTo(new Execution.Ended(0, ""));
  }

  /** Its standard error stays open in what it left behind. */
  @Test
  @Timeout(300)
  void aProgramMayLeaveAnotherRunning() throws IOException {
    Path program =
        script("leaver", "cat > /dev/null; sleep 1000 & echo $! > \"${0%/*}/left\"; exit 0");

    assertThat(command(program, "").send(critical)).isEqualTo(Delivery.delivered());

    ProcessHandle.of(Long.parseLong(read("left").get(0))).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The one that it started has no parent any more, so that only the group knows it. */
  @Test
  @Timeout(300)
  void oneThatHangsIsKilledWithAllThatItStarted() throws IOException {
    Path program = script("hanger", "(sleep 1000 & echo $! > \"${0%/*}/child\") ; sleep 1000");
    Delivery sent = Delivery.delivered();
    // On a busy machine it may be killed before it started anything.
    for (int wait = 1; !Files.exists(folder.resolve("child")); wait *= 2) {
      sent = command(program, "", wait + "s").send(critical);
    }

    assertThat(sent.toString()).contains("did not end within").contains("and was killed");
    Path child = Path.of("/proc", read("child").get(0), "stat");
    while (runs(child)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutAPingNothingIsKnown() {
    Messenger silent =
        Channels.messenger(
            new CommandType(), "{program: [\"" + script("keeper", KEEPER) + "\"]}", Map.of());

    assertThat(silent.test().toString()).startsWith("Failed").contains("doctor --send");
    assertThat(attempts()).isZero();
  }

  @Test
  void aNameWithoutItsPathIsAnErrorOfTheFile() {
    assertThatThrownBy(() -> command(Path.of("tell"), ""))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a whole path");
  }

  private static Messenger command(Path program, String arguments) {
    return command(program, arguments, "2m");
  }

  private static Messenger command(Path program, String arguments, String timeout) {
    return Channels.messenger(
        new CommandType(),
        "{program: [\"%s\"%s], ping: true, timeout: %s}".formatted(program, arguments, timeout),
        Map.of());
  }

  private static boolean runs(Path stat) {
    try {
      return !Files.readString(stat).matches("(?s)\\d+ \\(.*\\) [ZX] .*");
    } catch (IOException gone) {
      return false;
    }
  }

  private Path script(String name, String body) {
    try {
      Path file = folder.resolve(name);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return Files.writeString(file, "#!/bin/sh\n" + body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> events() {
    try (Stream<Path> files = Files.list(folder)) {
      List<JsonNode> events = new ArrayList<>();
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("event.")).toList()) {
        events.add(new ObjectMapper().readTree(file.toFile()));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> read(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
