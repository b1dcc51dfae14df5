package io.gapwatch.infra.cli;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A server of one's own with a real SSH login, and a clone whose agent is built. The server's Java
 * is a stand-in that notes what it is asked and answers as the agent does; so are sudo and the
 * crontab.
 */
final class OwnServer implements AutoCloseable {
  static final String OTHERS = "MAILTO=ann\n0 4 * * * /home/ann/backup\n";

  private static final String JAVA =
      """
      #!/bin/bash
      all="$*"
      [[ "$1" == -version ]] && { cat "$GAPWATCH_ROOT/java" >&2; exit; }
      while [[ $# -gt 0 && "$1" != -jar ]]; do shift; done
      [[ "$1" == -jar ]] || exit 1
      shift 2
      echo "$*" >>"$GAPWATCH_ROOT/asked"
      others() { crontab -l | sed '/^# BEGIN gapwatch/,/^# END gapwatch/d'; }
      case "$1 $2" in
        doctor*)
          [[ -e "$GAPWATCH_ROOT/hangs" ]] && exec sleep 6000
          [[ -e "$GAPWATCH_ROOT/broken" ]] && { echo "❌ configuration: broken"; exit 2; }
          echo "✅ doctor" ;;

        "crontab install") { others; printf '# BEGIN gapwatch\\n0 * * * * run\\n# END gapwatch\\n'; } | crontab - ;;
        "crontab remove") others | crontab - ;;
      esac
      """;

  private static final String CRONTAB =
      """
      #!/bin/sh
      if [ "$1" = -l ]; then cat "$GAPWATCH_ROOT/crontab"
      else cat >"$GAPWATCH_ROOT/crontab.new" && mv "$GAPWATCH_ROOT/crontab.new" "$GAPWATCH_ROOT/crontab"; fi
      """;

  private final Path folder;
  private final SshServerStandIn ssh;
  private final Path config;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  OwnServer(Path folder) throws IOException {
    this.folder = folder;
    ssh = new SshServerStandIn(folder, "host-key", 0);
    for (String each : List.of("opt", "etc", "var/lib", "usr/local/bin")) {
      Files.createDirectories(there(each));
    }
    program("java", JAVA);
    program("crontab", CRONTAB);
    program("id", "#!/bin/sh\n[ \"$1\" = -u ] && echo 1000 || exec /usr/bin/id \"$@\"\n");
    program("sudo", "#!/bin/sh\nshift\nexec \"$@\"\n");
    Files.writeString(there("java"), "openjdk version \"17.0.1\" 2026-01-01\n");
    Files.writeString(there("crontab"), OTHERS);
    config = Files.createDirectories(folder.resolve("config")).resolve("inside.yaml");
    Files.writeString(config, "version: 1\nstate: /var/lib/gapwatch\n");
    Files.writeString(config.resolveSibling("queries.sql"), "a certificate\n");
    agent("first");
  }

  /** The operator's configuration, which is to be installed. */
  Path config() {
    return config;
  }

  /** The newest build of the agent here. */
  Path builtAgent() {
    return folder.resolve("agent/target/gapwatch.jar");
  }

  /** What commands printed until now. */
  String out() {
    return out.toString();
  }

  /** The same of their errors. */
  String err() {
    return err.toString();
  }

  /** Both. */
  String said() {
    return out() + err();
  }

  void forget() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  /** Runs a command for this server, and returns its exit code. */
  int run(String command, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(command, "ubuntu@127.0.0.1"));
    args.addAll(List.of("--root", folder.toString(), "--port", Integer.toString(ssh.port())));
    args.addAll(List.of("-i", ssh.key("id_ed25519", KeyPair.ED25519).toString()));
    args.addAll(List.of(more));
    return typed(args.toArray(String[]::new));
  }

  /** Runs a command as it stands. */
  int typed(String... words) {
    return Typed.run(out, err, words);
  }

  /** A place on the server. */
  Path there(String path) {
    return ssh.root().resolve(path);
  }

  /** What the agent was asked, without those that prepare a quick start. */
  List<String> asked() throws IOException {
    return Files.readAllLines(there("asked")).stream()
        .filter(line -> line.startsWith("doctor") || line.startsWith("crontab"))
        .map(line -> line.replace(there("etc/gapwatch/gapwatch.yaml").toString(), "CONFIG"))
        .toList();
  }

  List<String> releases() throws IOException {
    try (Stream<Path> found = Files.list(there("opt/gapwatch/releases"))) {
      return found.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  void program(String name, String text) throws IOException {
    ssh.program(name, text);
  }

  /** What a build of the agent leaves, as far as it is packed. */
  void agent(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve("agent/target"));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, name);
    attributes.put(Attributes.Name.CLASS_PATH, "lib/one.jar");
    for (String jar : List.of("gapwatch.jar", "lib/one.jar")) {
      Files.createDirectories(target.resolve(jar).resolveSibling(""));
      try (OutputStream file = Files.newOutputStream(target.resolve(jar))) {
        new JarOutputStream(file, manifest).close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    ssh.close();
  }
}
