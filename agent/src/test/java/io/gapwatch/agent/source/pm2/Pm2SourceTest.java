package io.gapwatch.agent.source.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PM2 home with a socket, and programs that stand in for {@code pm2}. */
class Pm2SourceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path home;
  private final Path programs;

  Pm2SourceTest(@TempDir Path folder) throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    programs = Files.createDirectory(folder.resolve("bin"));
  }

  private ServerSocketChannel daemon() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return server.bind(UnixDomainSocketAddress.of(home.resolve("rpc.sock")));
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Pm2App> apps(String program, Optional<Path> node, Duration timeout) {
    try (Pm2Session session =
        (Pm2Session) new Pm2Source("workers", home, program, node).open(timeout)) {
      return session.apps(timeout);
    }
  }

  private void assertUnavailable(String program, Duration timeout, String... words) {
    assertThatThrownBy(() -> apps(program, Optional.empty(), timeout))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("workers: ")
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("hunter2");
  }

  private Map<Path, FileTime> files() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void homeThatIsNotThere() throws IOException {
    Files.delete(home);
    assertUnavailable("pm2", TIMEOUT, "there is no PM2 home " + home);
    assertThat(home).doesNotExist();
  }

  /** Any pm2 command would start a daemon; none is run. */
  @Test
  void daemonThatDiedIsNotStarted() throws IOException {
    Path mark = programs.resolve("was-run");
    Path pm2 = program("pm2", "#!/bin/sh\ntouch " + mark + "\necho '[]'\n");
    daemon().close();
    Files.writeString(home.resolve("pm2.pid"), "4711");
    Map<Path, FileTime> before = files();

    assertUnavailable(pm2.toString(), TIMEOUT, "no PM2 daemon runs in", "any more");
    Files.delete(home.resolve("rpc.sock"));
    assertUnavailable(pm2.toString(), TIMEOUT, "no PM2 daemon runs in");

    before.remove(home.resolve("rpc.sock"));
    before.remove(home);
    assertThat(files()).containsAllEntriesOf(before);
    assertThat(mark).doesNotExist();
  }

  @Test
  void daemonIsAskedOnceARun() throws IOException {
    Path count = programs.resolve("count");
    Path pm2 =
        program(
            "pm2", "#!/bin/sh\necho \"$PM2_HOME $*\" >>" + count + "\necho '[{\"name\":\"a\"}]'\n");
    try (ServerSocketChannel server = daemon();
        Pm2Session session =
            (Pm2Session)
                new Pm2Source("workers", home, pm2.toString(), Optional.empty()).open(TIMEOUT)) {
      assertThat(server.isOpen()).isTrue();
      assertThat(session.apps(TIMEOUT)).hasSize(1);
      assertThat(session.apps(TIMEOUT)).hasSize(1);
      assertThat(Files.readAllLines(count)).containsExactly(home + " -s jlist");
      assertThat(session.identity()).isEqualTo("pm2 " + home);
    }
  }

  @Test
  void ownEnvironmentIsNotPassedOn() throws IOException {
    Path seen = programs.resolve("seen");
    Path pm2 = program("pm2", "#!/bin/sh\nenv | sed 's/=.*//' >" + seen + "\necho '[]'\n");
    try (ServerSocketChannel server = daemon()) {
      assertThat(server.isOpen()).isTrue();
      apps(pm2.toString(), Optional.empty(), TIMEOUT);
    }
    assertThat(Files.readAllLines(seen))
        .contains("PM2_HOME", "HOME", "PATH")
        .isSubsetOf("PM2_HOME", "HOME", "PATH", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
  }

  @Test
  void whatPm2PrintsIsNotShown() throws IOException {
    Path pm2 =
        program("pm2", "#!/bin/sh\necho '[{\"KEY\":\"hunter2\"'\necho hunter2 >&2\nexit 1\n");
    try (ServerSocketChannel server = daemon()) {
      assertThat(server.isOpen()).isTrue();
      assertUnavailable(pm2.toString(), TIMEOUT, "printed no list (exit code 1)");
    }
  }

  @Test
  void programThatIsNotThere() throws IOException {
    try (ServerSocketChannel server = daemon()) {
      assertThat(server.isOpen()).isTrue();
      assertUnavailable(programs.resolve("none").toString(), TIMEOUT, "could not run");
    }
  }

  @Test
  void nodeThatCronDoesNotFind() throws IOException {
    Path pm2 = program("pm2", "#!/usr/bin/env no-such-node-here\n");
    Path node = program("no-such-node-here", "#!/bin/sh\necho '[]'\n");
    Path elsewhere = Files.createDirectory(programs.resolve("elsewhere"));
    Path moved = Files.move(node, elsewhere.resolve("no-such-node-here"));
    try (ServerSocketChannel server = daemon()) {
      assertThat(server.isOpen()).isTrue();
      assertUnavailable(pm2.toString(), TIMEOUT, "there is no node in its PATH");
      assertThat(apps(pm2.toString(), Optional.of(moved), TIMEOUT)).isEmpty();
    }
  }

  @Test
  void programThatNeverEnds() throws IOException {
    Path pm2 = program("pm2", "#!/bin/sh\nsleep 600\n");
    try (ServerSocketChannel server = daemon()) {
      assertThat(server.isOpen()).isTrue();
      assertUnavailable(pm2.toString(), Duration.ofMillis(300), "did not list its processes");
    }
  }
}
