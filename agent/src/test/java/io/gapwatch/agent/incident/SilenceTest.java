package io.gapwatch.agent.incident;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {

  @ParameterizedTest
  @CsvSource({
    "blocks/*, blocks, blocks 1-9, true",
    "blocks, blocks, blocks 1-9, true",
    "block, blocks, blocks 1-9, false",
    "*, blocks, blocks 1-9, true",
    "disk/?, disk, /, true",
    "disk/?, disk, /data, false",
    "disk//data, disk, /data, true",
    "disk//d*a, disk, /data, true",
    "di.k/*, disk, /, false",
    "'a[b]\\Q(/*', 'a[b]\\Q(', x, true",
    "*/replica, db, replica, true",
    "*/replica, db, replicas, false",
  })
  void matchesCheckAndSubject(String pattern, String checkId, String subject, boolean matches) {
    assertThat(silence(pattern).matches(new Fingerprint(checkId, subject))).isEqualTo(matches);
  }

  @Test
  void isOfAllPartsOfAnIncident() {
    Silence parts =
        silence(
            Silence.patternFor(
                List.of(new Fingerprint("blocks", "1-9"), new Fingerprint("blocks", "20"))));
    assertThat(parts.matches(new Fingerprint("blocks", "1-9"))).isTrue();
    assertThat(parts.matches(new Fingerprint("blocks", "20"))).isTrue();
    assertThat(parts.matches(new Fingerprint("blocks", "21"))).isFalse();
    assertThat(parts.inWords()).isEqualTo("blocks/1-9 and 1 more");
    assertThat(silence("blocks").inWords()).isEqualTo("blocks");
  }

  @Test
  void endsAtItsEnd() {
    Silence silence = silence("disk/*");
    assertThat(silence.activeAt(NOON.minusMillis(1))).isTrue();
    assertThat(silence.activeAt(NOON)).isFalse();
  }

  @Test
  void mutesWhileInForce() {
    Incident disk = incident("disk");
    Muting early = Muting.of(List.of(silence("swap"), silence("disk")), NOON.minusSeconds(1));
    assertThat(early.why(disk, "phone"))
        .contains("silenced by ann until 2026-11-21 12:00 UTC (planned work)");
    assertThat(early.mutes(incident("memory"), "phone")).isFalse();
    assertThat(Muting.of(List.of(silence("disk")), NOON).mutes(disk, "phone")).isFalse();
    assertThat(Muting.NONE.mutes(disk, "phone")).isFalse();
  }

  private static Silence silence(String pattern) {
    return new Silence("1", pattern, NOON.minusSeconds(60), NOON, "planned work", "ann");
  }

  private static Incident incident(String checkId) {
    Sighting sighting = new Sighting(Samples.finding(checkId, Severity.WARNING, "/"), "");
    return Incident.first("1", "chain", sighting, NOON);
  }
}
