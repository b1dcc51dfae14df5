package io.gapwatch.agent.demo;

import java.net.URI;
import java.util.function.BiConsumer;

/** Stands in for a vendor's server, on loopback; it can be made to fail. */
public interface StandIn extends AutoCloseable {
  /** What serves it. */
  LoopbackServer server();

  /** Where it listens: the {@code api:} of a channel. */
  default URI uri() {
    return server().uri();
  }

  /** How many requests came, including those that were made to fail. */
  default int requests() {
    return server().requests();
  }

  /** Makes the next requests fail. */
  default void failNext(int times, Fault fault) {
    server().failNext(times, fault);
  }

  /** Lets a test watch each request and its path; the server waits for it. */
  default void witness(BiConsumer<Moment, String> witness) {
    server().witness(witness);
  }

  /** Forgets the failures that were still to come. */
  default void recover() {
    server().recover();
  }

  @Override
  default void close() {
    server().close();
  }
}
