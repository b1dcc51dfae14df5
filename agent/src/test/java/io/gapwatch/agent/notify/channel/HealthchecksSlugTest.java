package io.gapwatch.agent.notify.channel;

import java.net.URI;

class HealthchecksSlugTest extends HealthchecksContract {

  @Override
  URI url() {
    return server.slugUrl(check);
  }
}
