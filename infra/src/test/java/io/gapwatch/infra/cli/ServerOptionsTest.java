package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "deploy@127.0.0.1, 65536, --port 65536 is no port: they go from 1 to 65535",
    "deploy@127.0.0.1, 0, --port 0 is no port",
    "db1, 22, 'db1' is not USER@HOST"
  })
  void whatIsNoServerIsToldAtOnce(String server, String port, String why) {
    StringWriter err = new StringWriter();
    int code = Typed.run(new StringWriter(), err, "upgrade", server, "--port", port);
    assertThat(err.toString()).contains(why);
    assertThat(code).isEqualTo(64);
  }
}
