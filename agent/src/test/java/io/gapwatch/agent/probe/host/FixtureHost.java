package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A machine whose kernel says what a test writes into files. */
record FixtureHost(Path folder) implements HostSession {

  /** Writes a file below {@code /proc}. */
  FixtureHost proc(String name, String text) throws IOException {
    return write(folder.resolve("proc").resolve(name), text);
  }

  /** Writes a file of the container's control group. */
  FixtureHost cgroup(String name, String text) throws IOException {
    return write(folder.resolve("cgroup").resolve(name), text);
  }

  private FixtureHost write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  @Override
  public Proc proc() {
    return new Proc(folder.resolve("proc"), folder.resolve("cgroup"));
  }

  @Override
  public Volume volume(Path path, Duration timeout) {
    throw new AssertionError("nobody asks for disks");
  }

  @Override
  public Sign sign(Path file, Duration timeout) {
    throw new AssertionError("nobody asks for signs of life");
  }

  @Override
  public String answeredBy() {
    return "files";
  }

  @Override
  public String identity() {
    return "files";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
