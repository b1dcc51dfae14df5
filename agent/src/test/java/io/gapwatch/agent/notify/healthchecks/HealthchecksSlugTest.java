package io.gapwatch.agent.notify.healthchecks;

import java.net.URI;

class HealthchecksSlugTest extends HealthchecksContract {

  @Override
  URI url() {
    return server.slugUrl(check);
  }
}
