package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.result.RunResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  @Test
  void objectOfTheContract() throws JsonProcessingException {
    String text = new JsonReport().render(Samples.report(Samples.gaps()));
    String expected =
        """
        {"job": null, "startedAt": "2026-11-21T00:00:00Z", "status": "critical", "exitCode": 1,
         "checks": [{"id": "blocks", "type": "gaps", "source": "ethereum", "status": "critical",
           "summary": "12 blocks missing in 2 ranges",
           "measured": {"rows": 2613593, "missing": 12, "missedSlots": 7840},
           "findings": [{"severity": "critical", "subject": "blocks 20500000-20500009",
             "summary": "10 blocks missing", "observed": "10", "limit": "0",
             "remedy": "backfill this range",
             "evidence": {"first": 20500000, "last": 20500009, "count": 10}}]}]}
        """;
    ObjectMapper mapper = new ObjectMapper();
    // As text, so that the order of the fields counts too.
    assertThat(mapper.readTree(text).toString()).isEqualTo(mapper.readTree(expected).toString());
  }

  @Test
  void jobAndUnknown() throws JsonProcessingException {
    RunResult report =
        RunResult.of(
            Optional.of("chain"), Samples.NOW, List.of(Samples.fresh(), Samples.unknown()));
    assertThat(new ObjectMapper().readTree(new JsonReport().render(report)).toString())
        .startsWith(
            "{\"job\":\"chain\",\"startedAt\":\"2026-11-21T00:00:00Z\",\"status\":\"unknown\","
                + "\"exitCode\":2,\"checks\":[{\"id\":\"freshness\"")
        .contains("\"status\":\"ok\",\"summary\":\"newest row is 45.1s old\"")
        .contains("\"findings\":[]");
  }
}
