package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor refuses because of a wrong token is told when the token is right. */
class RefusedTest extends Installation {
  RefusedTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void isToldOnceTheTokenIsFixed() {
    Ran refused =
        Ran.gapwatch(
            folder,
            Map.of(
                "TOKEN",
                "azGDORePK8gMaC0QOYAMyEEuzJnyXX",
                "USER",
                USER,
                "PING_URL",
                deadMan.pingUrl(check).toString()),
            false,
            "run",
            "chain");
    assertThat(refused.out()).contains("phone: refused, 1 change: Pushover refused it (400)");
    assertThat(phone.messages()).isEmpty();

    assertThat(gapwatch("run", "chain").out()).contains("phone: delivered, 1 change");
    assertThat(phone.messages()).hasSize(1);
    assertThat(gapwatch("run", "chain").out()).contains("phone: nothing to send");
  }
}
