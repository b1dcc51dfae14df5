package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.remote.Phone;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a hunt goes on and ended, for the phone: hunts end at night. A phone that cannot be reached
 * changes nothing about the end.
 *
 * @param phone none where the environment has no keys for it
 * @param out hears when the phone did not
 */
record HuntNotifier(String stack, Optional<Phone> phone, Consumer<String> out) {

  /** Tells now what would keep the phone from hearing of the end. */
  void begins() {
    attempt(Phone::ready);
  }

  void found(int domain) {
    send("Stack %s has its VM, in availability domain %d.".formatted(stack, domain));
  }

  void stillHunting(String words) {
    send("The hunt for a VM of stack %s goes on: %s.".formatted(stack, words));
  }

  void gaveUp(InfraException reason) {
    send("The hunt for a VM of stack %s ended: %s".formatted(stack, reason.getMessage()));
  }

  private void send(String text) {
    attempt(reached -> reached.send(text));
  }

  private void attempt(Consumer<Phone> action) {
    try {
      phone.ifPresent(action);
    } catch (InfraException e) {
      out.accept(e.getMessage());
    }
  }
}
