package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of incidents and messages whose check, channel or job leaves the configuration. */
class RemovedTest extends Installation {
  private static final String OTHER_JOB =
      """
        other:
          schedule: "8 */3 * * *"
          notify: [phone]
          checks:
            - {id: other-freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum}
      """;

  RemovedTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void theIncidentOfARemovedCheckIsClosedWhichClaimsNoHealth() throws Exception {
    gapwatch("run", "chain");
    replace("id: freshness, type", "id: age, type");

    Ran run = gapwatch("run", "chain", "--now", "2026-11-21T00:10:00Z");

    assertThat(run.out())
        .contains("[NO LONGER LOOKED AT]")
        .contains(
            "  closed, its check was removed from the configuration: freshness: blocks: newest"
                + " row");
    String told = lastMessage();
    assertThat(phone.messages().get(phone.messages().size() - 1).title()).doesNotContain("✅");
    assertThat(told)
        .contains(
            "closed blocks: newest row: its check was removed from the configuration; was critical"
                + " for")
        .doesNotContain("resolved", "recovered");
    assertThat(deadMan.pings(check))
        .last()
        .extracting(Ping::body)
        .asString()
        .contains("[NO LONGER LOOKED AT]");
    assertThat(gapwatch("incidents").out()).contains("age: blocks").doesNotContain("freshness");
    assertThat(gapwatch("incidents", "list", "--since", "1d").out())
        .contains("closed: its check was removed from the configuration");
    assertThat(gapwatch("run", "chain").out()).doesNotContain("NO LONGER");
  }

  @Test
  void anUnconfirmedOneJustGoes() throws Exception {
    replace("table: blocks, chain: ethereum}", "table: blocks, chain: ethereum, confirm: 2}");
    gapwatch("run", "chain");
    replace("id: freshness, type", "id: age, type");

    assertThat(gapwatch("run", "chain").out()).doesNotContain("NO LONGER");
    assertThat(gapwatch("incidents", "list", "--since", "1d").out()).doesNotContain("freshness");
  }

  @Test
  void whatWaitsForARemovedChannelIsDroppedOnce() throws Exception {
    // Without its token it is told nothing, and all waits for it.
    replace("secret:TOKEN", "secret:NOWHERE");
    replace("phone: {type", "mobile: {type");
    replace("notify: [phone, deadman]", "notify: [mobile, deadman]");
    gapwatch("run", "chain");
    replace("secret:NOWHERE", "secret:TOKEN");
    replace("mobile: {type", "phone: {type");
    replace("notify: [mobile, deadman]", "notify: [phone, deadman]");

    Ran run = gapwatch("run", "chain");

    assertThat(run.out())
        .contains("1 message(s) dropped: channel mobile was removed from the configuration");
    assertThat(gapwatch("doctor", "--offline").out()).contains("empty");
    String id = gapwatch("incidents").out().split(" ", 2)[0];
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("opened to mobile: dropped")
        .contains("channel mobile was removed from the configuration");
    assertThat(gapwatch("run", "chain").out()).doesNotContain("NO LONGER");
  }

  @Test
  void whatAnotherJobFollowsIsNotTouched() throws Exception {
    append(OTHER_JOB);
    gapwatch("run", "other");

    assertThat(gapwatch("run", "chain").out()).doesNotContain("NO LONGER");
    assertThat(gapwatch("incidents").out()).contains("other-freshness", " freshness");
  }

  @Test
  void aRemovedJobIsTidiedByTheRunOfAnother() throws Exception {
    append(OTHER_JOB);
    gapwatch("run", "other");
    int told = phone.messages().size();
    replace(OTHER_JOB, "");

    Ran run = gapwatch("run", "chain");

    assertThat(run.out()).contains("configuration: other-freshness: blocks: newest row");
    assertThat(gapwatch("incidents").out()).doesNotContain("other-freshness");
    assertThat(phone.messages()).as("the news of chain").hasSize(told + 1);
    assertThat(lastMessage()).doesNotContain("closed");
    assertThat(gapwatch("run", "chain").out()).doesNotContain("NO LONGER");
  }

  /** To call it resolved would say that it runs again. */
  @Test
  void aRemovedJobThatWasMissedIsNotSaidToRunAgain() throws Exception {
    append(OTHER_JOB);
    gapwatch("run", "other", "--now", "2026-11-20T00:00:00Z");
    gapwatch("run", "chain");
    assertThat(gapwatch("incidents").out()).contains("runs of other");
    replace(OTHER_JOB, "");

    assertThat(gapwatch("run", "chain").out())
        .contains("configuration: missed-runs: runs of other");
    assertThat(lastMessage()).contains("closed runs of other").doesNotContain("resolved");
  }

  private String lastMessage() {
    return phone.messages().get(phone.messages().size() - 1).message();
  }

  private void append(String yaml) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file) + yaml);
  }

  private void replace(String old, String young) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, young));
  }
}
