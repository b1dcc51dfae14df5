package io.gapwatch.agent.demo;

import java.net.URI;
import java.util.function.BiConsumer;

/** A stand-in for a vendor's server, on loopback; can be made to fail. */
public interface StandIn extends AutoCloseable {
  /** Its server. */
  LoopbackServer server();

  /** Its URL: the {@code api:} of a channel. */
  default URI uri() {
    return server().uri();
  }

  /** How many requests arrived, including those made to fail. */
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

  /** Clears pending failures. */
  default void recover() {
    server().recover();
  }

  @Override
  default void close() {
    server().close();
  }
}
