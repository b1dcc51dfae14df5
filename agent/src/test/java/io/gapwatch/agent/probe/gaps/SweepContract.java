package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a gap check takes over from the run before, whichever database it asks. */
interface SweepContract extends BlocksTable {
  Instant EARLIER = NOW.minusSeconds(1);

  @Test
  default void secondRunReadsOnlyWhatIsNew() throws SQLException {
    String yaml = "{table: blocks, chain: ethereum, sweep: 1d}";
    create(n -> n <= 1080);
    CheckResult first = asked().gaps(yaml);
    assertThat(first.measured()).containsEntry("sweepAge", 0.0);
    create(n -> true);
    CheckResult second = asked().gaps(yaml, left(first));
    Map<String, Object> full = new LinkedHashMap<>(asked().gaps(yaml).measured());
    full.put("sweepAge", 1.0);
    assertThat(second.measured())
        .usingRecursiveComparison()
        .ignoringFields("earliest", "earliestTime")
        .isEqualTo(full);
    assertThat(second.facts().get(0).text()).startsWith("100 (20 read now, the rest ");
  }

  @Test
  default void pastIsNotReliedOnForEver() throws SQLException {
    String yaml = "{table: blocks, chain: ethereum, sweep: 1m, settle: 0s}";
    create(n -> n <= 1080);
    Past past = left(asked().gaps(yaml));
    create(n -> n != 1040);
    assertThat(asked().gaps(yaml, past).measured()).containsEntry("missing", 0L);
    Asked later = asked(NOW.plusSeconds(60));
    assertThat(later.gaps(yaml, past).measured()).containsEntry("missing", 1L);
    execute("DELETE FROM blocks WHERE number = 1080");
    assertThat(asked().gaps(yaml, past).measured())
        .as("the row where the past ended is gone")
        .containsEntry("missing", 2L);
    assertThat(asked().gaps(yaml).measured())
        .as("what is unhealthy is never relied on")
        .doesNotContainKey("sweepAge");
  }

  @Test
  default void rowsThatShareSlotsHideNoMissedOne() throws SQLException {
    String yaml = "{table: blocks, chain: ethereum, sweep: 1d, window: 20m, grace: 0s}";
    create(n -> true);
    // The second of three slots is empty, the last holds two rows: from end to end all looks full.
    execute("UPDATE blocks SET timestamp = timestamp + 12 WHERE number = 1050");
    CheckResult first = asked().gaps(yaml);
    assertThat(first.measured()).containsEntry("missedSlots", 1L).containsKey("sweepAge");
    assertThat(asked(NOW.plusSeconds(240)).gaps(yaml, left(first)).measured())
        .containsEntry("missedSlots", 1L);
  }

  private static Past left(CheckResult result) {
    return Contexts.left(result.measured(), EARLIER);
  }
}
