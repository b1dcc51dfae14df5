package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed for a backfill, and what checks by hand leave behind. */
class GapsIT {
  private final Site site;
  private final Blocks blocks;

  GapsIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
    blocks = Blocks.of(site.blocks());
  }

  @BeforeEach
  void lose() throws Exception {
    site.chain.writeUntil(Site.NOW);
    blocks.execute("CREATE TABLE upstream AS FROM blocks");
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(100)), 10);
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(55)), 2);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Ending now(String... command) throws InterruptedException {
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = "--now";
    all[command.length + 1] = Site.NOW.toString();
    return Program.in(site.folder).run(all);
  }

  @Test
  void csvFeedsABackFill() throws Exception {
    Ending gaps = now("gaps", "blocks", "--format", "csv");
    assertThat(gaps.code()).isZero();
    assertThat(gaps.err()).isEqualTo("2 missing ranges\n");
    assertThat(gaps.out().lines().findFirst()).contains("first,last,count,after,before");
    Files.writeString(site.folder.resolve("gaps.csv"), gaps.out());
    backFill(
        "(SELECT first AS first_number, last AS last_number FROM '%s')"
            .formatted(site.folder.resolve("gaps.csv")));
  }

  @Test
  void sqlFeedsABackFill() throws Exception {
    Ending gaps = now("gaps", "blocks", "--format", "sql");
    assertThat(gaps.code()).isZero();
    backFill("(" + gaps.out().strip().replaceAll(";$", "") + ")");
  }

  private void backFill(String ranges) throws Exception {
    blocks.execute(
        """
        INSERT INTO blocks SELECT upstream.* FROM upstream JOIN %s AS missing
        ON upstream.number BETWEEN first_number AND last_number
        """
            .formatted(ranges));
    assertThat(blocks.number("SELECT count(*) FROM blocks"))
        .isEqualTo(blocks.number("SELECT count(*) FROM upstream"));
    Ending filled = now("check", "blocks");
    assertThat(filled.code()).as(filled.out()).isZero();
    assertThat(now("gaps", "blocks", "--format", "csv").err()).isEqualTo("0 missing ranges\n");
  }

  @Test
  void checkByHandTellsNobodyAndLeavesNothing() throws Exception {
    Ending check = now("check");
    assertThat(check.code()).as(check.err()).isEqualTo(1);
    assertThat(check.out()).contains("12 blocks missing in 2 ranges");
    assertThat(site.state()).doesNotExist();
    assertThat(site.folder.resolve("tmp"))
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("gapwatch"));
    assertThat(site.phone.requests() + site.deadMan.requests()).isZero();
  }

  @Test
  void gapsOfAMissingFileAreNotNone() throws Exception {
    Files.delete(site.blocks());
    Ending gaps = now("gaps", "blocks", "--format", "csv");
    assertThat(gaps.code()).isEqualTo(2);
    assertThat(gaps.out()).isEmpty();
    assertThat(gaps.err()).startsWith("gapwatch: ").contains("DuckDB file not found");
  }
}
