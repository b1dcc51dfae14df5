package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSecretsTest {
  private final Path directory;

  FileSecretsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|A=plain|,plain",
        "|  A=plain  |,plain",
        "|export A=plain|,plain",
        "|A=url?a=b&c=$d#e|,url?a=b&c=$d#e",
        "|A=plain # why|,plain",
        "|A='single $x \\ \"'|,|single $x \\ \"|",
        "|A='kept ' # why|,|kept |",
        "|A=\"double ' # \\\" \\\\ \\$ \\n\"|,|double ' # \" \\ $ \\n|",
        "|A=one#two|,one#two"
      })
  void readsValuesAsAShellWould(String line, String value) throws IOException {
    assertThat(FileSecrets.open(secrets("rw-------", line)).get("A").reveal()).isEqualTo(value);
  }

  @Test
  void skipsCommentsAndBlankLinesAndTakesTheLastOfARepeatedName() throws IOException {
    SecretStore store =
        FileSecrets.open(secrets("r--------", "# A=0\r\n\r\n   # x\r\nA=1\r\nA=2\r\n"));

    assertThat(store.get("A").reveal()).isEqualTo("2");
  }

  @Test
  void seesARotatedValue() throws IOException {
    Path file = secrets("rw-------", "A=old");
    SecretStore store = FileSecrets.open(file);
    Files.writeString(file, "A=new");

    assertThat(store.get("A").reveal()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=", "A=''", "A=\"\"", "A=  # nothing", "A='  '"})
  void sayWhenAValueIsEmpty(String line) throws IOException {
    SecretStore store = FileSecrets.open(secrets("rw-------", line));

    assertThatThrownBy(() -> store.get("A"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("secret A: empty in " + store.describe());
  }

  @Test
  void saysWhichNameIsNotSet() throws IOException {
    SecretStore store = FileSecrets.open(secrets("rw-------", "A=1"));

    assertThatThrownBy(() -> store.get("B"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("secret B: not set in " + store.describe());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void refusesAFileThatOthersCanReadOrChange(String permissions) throws IOException {
    Path file = secrets(permissions, "A=hush");

    assertThatThrownBy(() -> FileSecrets.open(file))
        .isInstanceOf(GapwatchException.class)
        .hasMessage(
            "secrets file %s is refused: group or others can read or change it; try: chmod 600 %s",
            file, file);
  }

  @Test
  void refusesAFileThatBecameReadableLater() throws IOException {
    Path file = secrets("rw-------", "A=hush");
    SecretStore store = FileSecrets.open(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    assertThatThrownBy(() -> store.get("A"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageStartingWith("secret A: secrets file ")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesAMissingFile() {
    Path file = directory.resolve("none.env");

    assertThatThrownBy(() -> FileSecrets.open(file))
        .isInstanceOf(GapwatchException.class)
        .hasMessage(
            "secrets file %s is refused: there is no such file; create it, then chmod 600 %s",
            file, file);
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> FileSecrets.open(directory))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("it cannot be read: it is a folder, not an ordinary file");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = secrets("rw-------", "");
    Files.write(file, "A=h\u00fcsh".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> FileSecrets.open(file))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("it is not UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush",
        "A =hush",
        "A= hush",
        "1A=hush",
        "A-B=hush",
        "=hush",
        "A=hush hush",
        "A=it's-hush",
        "A='hush",
        "A=\"hush",
        "A=\"hush\\\"",
        "A='hush'hush",
        "A='hush'#hush"
      })
  void namesAMalformedLineWithoutShowingIt(String line) throws IOException {
    Path file = secrets("rw-------", "# first\n" + line + "\n");

    assertThatThrownBy(() -> FileSecrets.open(file))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("line 2 cannot be read")
        .hasMessageContaining("write NAME='value'")
        .hasMessageNotContaining("hush");
  }

  @Test
  void refusesANamedPipeAtOnce() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor())
        .isZero();

    assertThatThrownBy(() -> FileSecrets.open(pipe))
        .hasMessageContaining("it is a named pipe, not an ordinary file");
  }

  @Test
  void aByteOrderMarkAndALastLineWithoutEndAreNoMistakes() throws IOException {
    SecretStore store = FileSecrets.open(secrets("rw-------", "\uFEFFA=first\r\nB='last'"));

    assertThat(store.get("A").reveal()).isEqualTo("first");
    assertThat(store.get("B").reveal()).isEqualTo("last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\\\\", "\\n"})
  void readsAValueOfAnyLength(String piece) throws IOException {
    String value = piece.repeat(100_000);
    for (String quote : new String[] {"\"", "'"}) {
      assertThat(
              FileSecrets.open(secrets("rw-------", "A=" + quote + value + quote))
                  .get("A")
                  .length())
          .isGreaterThanOrEqualTo(100_000);
    }
  }

  @Test
  void refusesAFileThatIsNoFileOfSecrets() throws IOException {
    Path file = secrets("rw-------", "A=" + "x".repeat(2 << 20));

    assertThatThrownBy(() -> FileSecrets.open(file)).hasMessageContaining("it has more than 1 MiB");
  }

  @Test
  void printsNoValue() throws IOException {
    Path file = secrets("rw-------", "A=hush");

    assertThat(FileSecrets.open(file)).hasToString("FileSecrets[" + file + "]");
  }

  private Path secrets(String permissions, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("secrets.env"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
