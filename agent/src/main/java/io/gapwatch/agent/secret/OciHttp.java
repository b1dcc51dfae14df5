package io.gapwatch.agent.secret;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.Request;
import java.io.IOException;

/** Asks services of OCI. */
record OciHttp(OciTimeouts timeouts) {

  /**
   * The answer, whatever its status.
   *
   * @throws VaultFailure when there is none
   */
  Answer ask(Request request) {
    try {
      return exchange(request).answer();
    } catch (IOException e) {
      throw OciFailures.unreachable(e);
    }
  }

  Exchange exchange(Request request) throws IOException {
    return Exchange.of(request, timeouts.connect(), timeouts.read());
  }
}
