package io.gapwatch.agent.probe.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gap check takes over from the run before, whichever database it asks. */
interface SweepContract extends BlocksTable {
  @Test
  default void secondRunReadsOnlyWhatIsNew() throws SQLException {
    String yaml = "{table: blocks, sweep: 1d}";
    create(n -> n <= 1080);
    Optional<String> memory = asked().gaps(yaml).memory();
    assertThat(memory).isPresent();
    create(n -> true);
    CheckResult second = asked().gaps(yaml, memory);
    assertThat(second.measured()).isEqualTo(asked().gaps(yaml).measured());
    assertThat(second.facts().get(0).text()).startsWith("100 (20 read now, the rest ");
    assertThat(asked().gaps("{table: blocks, sweep: 1d, list: 7}", memory).facts().get(0).text())
        .as("other settings, another past")
        .isEqualTo("100");
  }

  @Test
  default void memoryIsNotBelievedForEver() throws SQLException {
    String yaml = "{table: blocks, sweep: 1m, settle: 0s}";
    create(n -> n <= 1080);
    Optional<String> memory = asked().gaps(yaml).memory();
    create(n -> n != 1040);
    assertThat(asked().gaps(yaml, memory).measured()).containsEntry("missing", 0L);
    Asked later = asked(NOW.plusSeconds(60));
    assertThat(later.gaps(yaml, memory).measured()).containsEntry("missing", 1L);
    execute("DELETE FROM blocks WHERE number = 1080");
    assertThat(asked().gaps(yaml, memory).measured())
        .as("the row where the past ended is gone")
        .containsEntry("missing", 2L);
    assertThat(asked().gaps(yaml, memory.map(text -> text.replaceFirst("^\\d+", "1"))).facts())
        .as("memory of another version")
        .extracting(fact -> fact.text())
        .contains("98");
    assertThat(asked().gaps(yaml).memory()).as("unhealthy is never remembered").isEmpty();
  }
}
