package io.gapwatch.agent.secret.oci;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Logs in when a read finds no idle reader. A read that hangs keeps its reader, so that the next
 * one starts afresh instead of waiting behind it.
 */
final class IdleReaders implements VaultReader {
  private final Supplier<VaultReader> login;
  private final ConcurrentLinkedDeque<VaultReader> idle = new ConcurrentLinkedDeque<>();

  IdleReaders(Supplier<VaultReader> login) {
    this.login = login;
  }

  @Override
  public ReadSecret read(String name) {
    VaultReader reader = Optional.ofNullable(idle.poll()).orElseGet(login);
    try {
      return reader.read(name);
    } finally {
      idle.push(reader);
    }
  }

  @Override
  public void close() {
    for (VaultReader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }
}
