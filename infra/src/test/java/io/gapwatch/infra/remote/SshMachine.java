package io.gapwatch.infra.remote;

import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine with a real SSH server, and what is known of it here. */
final class SshMachine implements AutoCloseable {
  private final Path folder;
  private final List<String> news = new ArrayList<>();
  private SshServerStandIn server;

  SshMachine(Path folder) throws IOException {
    this.folder = folder;
    this.server = new SshServerStandIn(folder, "host-key", 0);
  }

  SshServerStandIn server() {
    return server;
  }

  /** Makes a private key of one of JSch's types, and lets it in. */
  Path key(String name, int type) throws IOException, JSchException {
    return server.key(name, type);
  }

  /** Another machine answers at the same address. */
  void replace() throws IOException {
    int port = server.port();
    server.close();
    server = new SshServerStandIn(folder, "another-host-key", port);
  }

  /** What was said at the first contact. */
  List<String> news() {
    return news;
  }

  SshSession open(Host host) {
    return SshSession.open(host, news::add);
  }

  Host host(Path key) {
    return host(List.of(key), Optional.empty());
  }

  Host host(List<Path> keys, Optional<Path> agent) {
    Path known = folder.resolve("known_hosts");
    return new Host("127.0.0.1", server.port(), "ubuntu", known, keys, agent);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
