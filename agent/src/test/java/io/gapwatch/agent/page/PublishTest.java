package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.metrics.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page behind a write address: what is sent, what is told, and what is nowhere. */
class PublishTest {
  private final Path folder;
  private final ObjectStorage storage = new ObjectStorage();

  PublishTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    configure("{to: www, publish: \"${env:NOWHERE:-}${secret:GAPWATCH_PAGE_URL}\"}");
    address(storage.writeAddress());
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  private void configure(String page) throws IOException {
    Watched.configure(folder, "page: " + page + "\nsecrets: {from: file, path: secrets.env}");
  }

  private void address(String address) throws IOException {
    Path file = folder.resolve("secrets.env");
    Files.writeString(file, "GAPWATCH_PAGE_URL=" + address + "\n");
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
  }

  private Ran run(String time) {
    return Ran.gapwatch(folder, "run", "chain", "--now", "2026-11-21T" + time + ":00Z");
  }

  @Test
  void allFilesArePutAndThePageLast() {
    run("00:00");
    List<String> puts = storage.puts();
    assertThat(puts)
        .contains("status.json", "badges/all.svg", "badges/holes.svg")
        .last()
        .isEqualTo("index.html");
    assertThat(Objects.requireNonNull(storage.objects().get("index.html")).type())
        .isEqualTo("text/html; charset=utf-8");
    assertThat(Objects.requireNonNull(storage.objects().get("badges/all.svg")).type())
        .startsWith("image/svg+xml");
    run("00:05");
    assertThat(storage.puts()).containsExactly("status.json", "index.html");
  }

  @Test
  void theBadgeOfACheckThatWasRemovedIsUnknownOnce() throws IOException {
    run("00:00");
    Watched.rename(folder, "blocks", "chain-blocks");
    storage.puts();
    storage.failNext(503);
    run("00:05");
    storage.puts();
    run("00:10");
    assertThat(storage.puts()).contains("badges/chain-blocks.svg", "badges/blocks.svg");
    assertThat(Objects.requireNonNull(storage.objects().get("badges/blocks.svg")).text())
        .contains("blocks: unknown");
    run("00:15");
    assertThat(storage.puts()).containsExactly("status.json", "index.html");
  }

  @Test
  void whatWasSentADayAgoIsSentAgainAndTheRemovedBadgeToo() throws IOException {
    run("00:00");
    Watched.rename(folder, "blocks", "chain-blocks");
    storage.puts();
    Ran.gapwatch(folder, "run", "chain", "--now", "2026-11-23T00:00:00Z");
    assertThat(storage.puts()).contains("badges/holes.svg", "badges/blocks.svg");
  }

  @Test
  void onlyThePublicViewLeaves() throws IOException {
    run("00:00");
    String whole =
        String.join("", storage.objects().values().stream().map(it -> it.text()).toList());
    assertThat(whole)
        .contains("holes", "out of its limits", "could not be checked")
        .doesNotContain("gone.duckdb", folder.toString(), "2 ranges", ObjectStorage.token());
    assertThat(Files.readString(folder.resolve("www/index.html"))).contains("2 ranges");
  }

  @ParameterizedTest
  @CsvSource({
    "404, no longer knows this address",
    "405, does not accept PUT",
    "501, does not accept PUT",
    "412, refuses the files",
    "413, takes no file of this size",
    "429, is asked too often",
    "503, has trouble of its own"
  })
  void whatIsRefusedIsToldAndTriedAgain(int status, String why) throws IOException {
    storage.failNext(status);
    Ran first = run("00:00");
    assertThat(first.out() + first.err())
        .contains("could not publish the page: 127.0.0.1 " + why, "HTTP " + status)
        .doesNotContain(ObjectStorage.token());
    Ran second = run("00:05");
    assertThat(second.out()).as("neither a tick nor an alarm").doesNotContain("Status page");
    assertThat(storage.objects()).containsKey("index.html");
    assertThat(run("00:10").out()).contains("✅ published 5m ago");
    assertThat(everythingWritten()).doesNotContain(ObjectStorage.token());
  }

  @Test
  void beforeTheFirstTimeItIsNotCalledPublished() {
    assertThat(run("00:00").out()).doesNotContain("Status page");
    assertThat(run("00:05").out()).contains("✅ published 5m ago");
  }

  /** What failed is known from one file of the state, which may be lost. */
  @Test
  void aLostMemoryIsNoRecovery() throws IOException {
    run("00:00");
    storage.expire();
    run("00:05");
    run("01:05");
    run("01:10");
    Path known = folder.resolve(".gapwatch/published.properties");
    for (String damage : List.of("", "published-at=no time\n", "\\u00zz")) {
      Files.writeString(known, damage);
      Ran next = run("01:15");
      assertThat(next.out()).doesNotContain("✅ published", "not published for 1h 10m");
      assertThat(Ran.gapwatch(folder, "incidents").out()).contains("status-page");
    }
  }

  @Test
  void whatFailsForLongIsAnIncident() throws IOException {
    run("00:00");
    storage.expire();
    run("00:05");
    assertThat(run("01:00").out()).doesNotContain("Status page");
    assertThat(run("01:05").out())
        .contains("WARNING publishing: not published for 1h: 127.0.0.1 no longer knows");
    run("01:10");
    assertThat(Ran.gapwatch(folder, "incidents").out()).contains("status-page");
    address(storage.writeAddress().replace("127.0.0.1", "localhost"));
    assertThat(everythingWritten()).doesNotContain(ObjectStorage.token());
  }

  /** What failed then, and what was sent then, is dated years ahead. */
  @Test
  void aClockThatWasAheadHidesNothing() throws IOException {
    Ran.gapwatch(folder, "run", "chain", "--now", "2029-11-21T00:00:00Z");
    assertThat(storage.puts()).contains("badges/all.svg");
    run("00:00");
    assertThat(storage.puts()).contains("index.html", "badges/all.svg");

    storage.expire();
    Ran.gapwatch(folder, "run", "chain", "--now", "2029-11-21T00:05:00Z");
    run("00:05");
    assertThat(run("01:06").out()).contains("WARNING publishing: not published for 1h");
  }

  @Test
  void aNamedPipeInTheStateIsNotWaitedFor() throws Exception {
    run("00:00");
    Path known = folder.resolve("state/published.properties");
    if (!Files.exists(known)) {
      known = folder.resolve(".gapwatch/published.properties");
    }
    Files.delete(known);
    assertThat(new ProcessBuilder("mkfifo", known.toString()).start().waitFor()).isZero();
    run("00:05");
    assertThat(Files.isRegularFile(known)).isTrue();
  }

  @Test
  void aSecretThatIsNoAddressIsNotQuoted() throws IOException {
    address("topsecret");
    Ran ran = run("00:00");
    assertThat(ran.out() + ran.err())
        .contains("page.publish is not an address like https://host/path/")
        .doesNotContain("topsecret");
    Files.delete(folder.resolve("secrets.env"));
    Ran without = run("00:05");
    assertThat(without.out() + without.err()).contains("could not publish the page: secret ");
  }

  /** Of the state folder, and of what was written for others. */
  private String everythingWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return String.join(
          "\n",
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("secrets.env"))
              .map(PublishTest::text)
              .toList());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
