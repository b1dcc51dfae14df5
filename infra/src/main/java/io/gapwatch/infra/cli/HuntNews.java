package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.Pushover;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a hunt ended, for the phone: hunts end at night. A phone that cannot be reached changes
 * nothing about the end.
 *
 * @param phone none where the environment has no keys for it
 * @param out hears when the phone did not
 */
record HuntNews(String stack, Optional<Pushover> phone, Consumer<String> out) {

  void gotTheMachine(int domain) {
    tell(
        "The hunt of stack %s is over: got the machine in availability domain %d."
            .formatted(stack, domain));
  }

  void gaveUp(InfraException reason) {
    tell("The hunt of stack %s ended without a machine: %s".formatted(stack, reason.getMessage()));
  }

  private void tell(String news) {
    try {
      phone.ifPresent(reached -> reached.send(news));
    } catch (InfraException e) {
      out.accept(e.getMessage());
    }
  }
}
