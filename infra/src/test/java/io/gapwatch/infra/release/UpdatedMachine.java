package io.gapwatch.infra.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine whose releases the real updater brings, from a bucket on loopback. What needs root, or
 * a package archive, is a stand-in that notes what it was asked.
 *
 * @param folder the machine's root
 * @param home where the releases are
 */
record UpdatedMachine(Path folder, Path home, ReleaseServer server) implements AutoCloseable {
  /** What the machine learned at its creation. */
  private static final String KEY = "etc/gapwatch-release.pem";

  static final String UPDATER = "src/main/resources/vm/gapwatch-update";
  static final String PREPARE = "src/main/resources/vm/gapwatch-prepare";

  /** Where root's commands are looked for first. */
  private static final String TOOLS = "usr/local/sbin";

  private static final String DPKG_QUERY =
      """
      #!/bin/sh
      for name; do :; done
      grep -qx -- "$name" "$0.installed" && echo installed
      """;

  /** Installs what it has, all or nothing, as the real one does. */
  private static final String APT_GET =
      """
      #!/bin/bash
      echo "apt-get $*" >>"$0.calls"
      tools="$(dirname "$0")"
      while [[ "$1" == -* ]]; do [[ "$1" == -o ]] && shift; shift; done
      [[ "$1" == install ]] || exit 0
      shift
      for name; do
        grep -qx -- "$name" "$0.archive" || { echo "E: Unable to locate package $name"; exit 100; }
      done
      printf '%s\n' "$@" >>"$tools/dpkg-query.installed"
      """;

  /** What an update came to. */
  record Outcome(int code, String output) {}

  static UpdatedMachine below(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("opt/gapwatch"));
    ReleaseKey key = ReleaseKey.make(folder.resolve("release-key.pem"));
    UpdatedMachine machine = new UpdatedMachine(folder, home, new ReleaseServer(key));
    Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(folder.resolve("etc"));
    machine.trusts(key);
    Files.createDirectories(folder.resolve("usr/local/bin"));
    Files.createDirectories(folder.resolve(TOOLS));
    program(folder.resolve("usr/local/bin/gapwatch-bootstrap"), machine.bootstrap());
    machine.tool("dpkg-query", DPKG_QUERY);
    machine.tool("apt-get", APT_GET);
    machine.tool("dpkg", "#!/bin/sh\n");
    machine.tool("runuser", "#!/bin/sh\nshift 3\nexec \"$@\"\n");
    machine.tool("install", "#!/bin/sh\nfor folder; do :; done\nmkdir -p \"$folder\"\n");
    machine.installed("cron", "curl", "openssl");
    machine.archive();
    return machine;
  }

  private String bootstrap() {
    return "#!/bin/sh\nexec bash %s \"$@\"\n".formatted(Path.of(UPDATER).toAbsolutePath());
  }

  private void tool(String name, String script) throws IOException {
    program(folder.resolve(TOOLS).resolve(name), script);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The packages that this machine has, and no others. */
  void installed(String... packages) throws IOException {
    Files.write(folder.resolve(TOOLS + "/dpkg-query.installed"), List.of(packages));
  }

  /** The packages that can be had. */
  void archive(String... packages) throws IOException {
    Files.write(folder.resolve(TOOLS + "/apt-get.archive"), List.of(packages));
  }

  /** What apt-get was asked, a line a call, since the last look. */
  List<String> aptCalls() throws IOException {
    Path calls = folder.resolve(TOOLS + "/apt-get.calls");
    List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    Files.deleteIfExists(calls);
    return lines;
  }

  /** The machine takes what this key signed, and nothing else. */
  void trusts(ReleaseKey key) throws IOException {
    Files.writeString(folder.resolve(KEY), ReleaseKey.pem(key.publicKey()));
  }

  /** Publishes such a release and takes it up. Returns its hash. */
  String on(String name, String... packages) throws IOException, InterruptedException {
    String sha256 = publish(name, packages);
    update();
    return sha256;
  }

  /** Publishes such a release. Returns its hash. */
  String publish(String name, String... packages) throws IOException {
    return server.publish(packages.length == 0 ? release(name) : release(name, packages));
  }

  /** A release whose doctor is content and whose crontab is its name. */
  Path release(String name) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("bin"));
    Files.writeString(
        tree.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$*\" = 'crontab install --yes' ] && echo %s >%s/crontab\nexit 0\n"
            .formatted(name, home));
    return tree;
  }

  /** A release that needs these packages. */
  Path release(String name, String... packages) throws IOException {
    Path tree = release(name);
    Files.write(tree.resolve("packages"), List.of(packages));
    return tree;
  }

  static String object(String sha256) {
    return "o/releases/gapwatch-%s.tar.gz".formatted(sha256);
  }

  String running() throws IOException {
    return Files.readSymbolicLink(home.resolve("current")).getFileName().toString();
  }

  List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(home.resolve("releases"))) {
      return folders.filter(Files::isDirectory).map(each -> each.getFileName().toString()).toList();
    }
  }

  Outcome update() throws IOException, InterruptedException {
    return run("exec bash " + UPDATER);
  }

  Outcome push(Path archive, String sha256) throws IOException, InterruptedException {
    return run("exec bash %s %s <%s".formatted(UPDATER, server.signed(sha256), archive));
  }

  /** Runs what root's cron runs. */
  Outcome prepare() throws IOException, InterruptedException {
    return run("exec bash " + PREPARE);
  }

  /** Runs what an operator runs, as root. */
  Outcome prepareNow() throws IOException, InterruptedException {
    return run("exec bash " + PREPARE + " --now");
  }

  /** The same with a release that is pushed. */
  Outcome prepareNow(Path archive, String sha256) throws IOException, InterruptedException {
    return run("exec bash %s --now %s <%s".formatted(PREPARE, server.signed(sha256), archive));
  }

  Outcome run(String command) throws IOException, InterruptedException {
    Path log = folder.resolve("update.log");
    int code = start(command, log).waitFor();
    return new Outcome(code, Files.readString(log));
  }

  Process start(String command, Path log) throws IOException {
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", command);
    bash.environment().put("PATH", folder.resolve(TOOLS) + ":" + System.getenv("PATH"));
    bash.environment().put("GAPWATCH_ROOT", folder.toString());
    bash.environment().put("GAPWATCH_HOME", home.toString());
    bash.environment().put("GAPWATCH_METADATA", server.address() + "/opc/");
    bash.environment().put("GAPWATCH_KEY", folder.resolve(KEY).toString());
    bash.environment().put("GAPWATCH_RETRIES", "0");
    return bash.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  @Override
  public void close() {
    server.close();
  }
}
