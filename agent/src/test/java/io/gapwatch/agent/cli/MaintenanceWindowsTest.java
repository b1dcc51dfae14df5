package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows made by command. */
class MaintenanceWindowsTest extends RoutedInstallation {
  MaintenanceWindowsTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void windowsOfTheFileAreListedBeforeTheFirstRun() throws IOException {
    notify(
        "phone, deadman",
        "maintenance: [{name: move, start: 2026-11-21T22:00:00Z, end: 2026-11-22T02:00:00Z}]\n");
    assertThat(gapwatch("maintenance").out()).startsWith("move  ");
    Ran added = gapwatch("maintenance", "add", "2h", "--comment", "new disk");
    assertThat(added.code()).isEqualTo(2);
    assertThat(added.err()).contains("run a job first: gapwatch run chain");
    assertThat(folder.resolve("state/history.db")).doesNotExist();
  }

  @Test
  void aWindowIsMadeByCommandAndEnded() {
    gapwatch("run", "chain", "--now", "2026-11-20T23:00:01Z");
    int told = phone.messages().size();
    Ran made =
        gapwatch(
            "maintenance", "add", "2h", "--jobs", "chain", "--comment", "new disk", "--by", "ann");
    assertThat(made.out()).contains(" holds messages back until 2026-11-21 02:00 UTC: jobs chain");
    String id = made.out().substring(0, 5);

    gapwatch("run", "chain");
    assertThat(phone.messages()).hasSize(told);
    assertThat(gapwatch("maintenance").out())
        .contains(id + "  now, until 2026-11-21 02:00 UTC: jobs chain", "by ann: new disk");

    assertThat(gapwatch("maintenance", "remove", id.substring(0, 4)).out())
        .contains(id + " no longer holds messages back: new disk");
    gapwatch("run", "chain");
    assertThat(phone.messages()).hasSize(told + 1);
    assertThat(gapwatch("maintenance").out()).contains("no window lasts or will come");
  }

  @Test
  void aWindowForWhatIsNotThereIsRefused() {
    gapwatch("run", "chain");
    Ran refused = gapwatch("maintenance", "add", "2h", "--jobs", "chian", "--comment", "new disk");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("no job is called chian; did you mean \"chain\"?");
    assertThat(gapwatch("maintenance", "add", "2h").code()).isEqualTo(64);
    assertThat(gapwatch("maintenance", "remove", "kbxmd").err()).contains("no window has an id");
  }

  @Test
  void aWindowIsNotMadeAtAReplayedTimeNorWithoutAReason() {
    gapwatch("run", "chain");
    assertThat(
            gapwatch("maintenance", "add", "2h", "--comment", "x", "--now", "2026-11-20T23:00:00Z")
                .code())
        .isEqualTo(64);
    assertThat(gapwatch("maintenance", "add", "2h", "--comment", " ").code()).isEqualTo(64);
    assertThat(gapwatch("maintenance").out()).contains("no window");
    assertThat(gapwatch("incidents", "ack", "").code()).isEqualTo(64);
    assertThat(gapwatch("incidents").out()).doesNotContain("acknowledged");
  }
}
