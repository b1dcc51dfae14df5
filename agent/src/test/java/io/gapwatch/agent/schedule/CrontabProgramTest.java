package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrontabProgramTest {
  private final Path folder;

  CrontabProgramTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private CrontabProgram program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("crontab"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new CrontabProgram(file.toString());
  }

  @Test
  void bytesGoInAndComeOutAsTheyAre() throws IOException {
    CrontabProgram crontab =
        program("case $1 in -l) cat '%1$s/tab';; -) cat > '%1$s/tab';; esac".formatted(folder));
    byte[] bytes = {'#', (byte) 0xe9, '\r', '\n', 0, (byte) 0xff, '\n'};
    crontab.write(bytes);
    assertThat(crontab.read()).isEqualTo(bytes);
  }

  @Test
  void whatAListingCannotShowIsReadAsAnEditorWould() throws IOException {
    CrontabProgram crontab =
        program(
            "case $1 in -l) printf 'a\\\\r\\n';; "
                + "-e) printf 'a\\r\\n' >'%1$s/draft'; /bin/sh -c \"$EDITOR %1$s/draft\";; esac"
                    .formatted(folder));
    assertThat(crontab.read()).isEqualTo(new byte[] {'a', '\r', '\n'});
  }

  @Test
  void havingNoneIsEmpty() throws IOException {
    assertThat(program("echo 'no crontab for opc' >&2; exit 1").read()).isEmpty();
  }

  @Test
  void notBeingAbleToReadItIsNotHavingNone() throws IOException {
    CrontabProgram crontab =
        program("echo 'You (opc) are not allowed to use this program' >&2; exit 1");
    assertThatThrownBy(crontab::read)
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("not allowed to use this program")
        .hasMessageContaining("/etc/cron.allow");
  }

  @Test
  void aRefusedCrontabIsAnError() throws IOException {
    CrontabProgram crontab = program("echo 'bad minute' >&2; exit 1");
    assertThatThrownBy(() -> crontab.write(new byte[100_000]))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("could not install the crontab")
        .hasMessageContaining("bad minute");
  }

  @Test
  void aMachineWithoutCronSaysWhatToDo() {
    assertThatThrownBy(() -> new CrontabProgram(folder.resolve("none").toString()).read())
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("install cron")
        .hasMessageContaining("gapwatch watch");
  }
}
