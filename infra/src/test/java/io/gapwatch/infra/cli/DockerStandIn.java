package io.gapwatch.infra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A {@code docker} without an engine: it notes each command line, keeps volumes as folders, and
 * starts, stops and pauses the program that a test names for a service. What Compose would say of
 * the file it reads from the file. Where nobody reads what it says it ends before its work is done,
 * as a program in Go does.
 *
 * @param root the machine's
 */
public record DockerStandIn(Path root) {
  private static final String PROGRAM =
      """
      #!/bin/bash
      root="$GAPWATCH_ROOT"
      mkdir -p "$root/running" "$root/volumes"
      echo "docker $*" >>"$root/docker.calls"
      services() { sed -n '/^services:/,/^[a-z]/s/^  \\([a-z-]*\\):$/\\1/p' compose.yaml; }
      volumes() { sed -n '/^volumes:/,/^[a-z]/s/^  \\([a-z-]*\\):.*/\\1/p' compose.yaml; }
      create() { local each; for each in $(volumes); do mkdir -p "$root/volumes/gapwatch_$each"; done; }
      start() {
        local each
        for each; do
          [[ -e "$root/running/$each" ]] && continue
          if [[ -x "$root/services/$each" ]]; then
            setsid "$root/services/$each" >"$root/services/$each.log" 2>&1 </dev/null &
            echo $! >"$root/running/$each"
          else
            echo none >"$root/running/$each"
          fi
        done
      }
      signal() { local pid; pid="$(cat "$root/running/$2")"; [[ "$pid" == none ]] || kill -"$1" "$pid"; }
      stop() {
        local each pid
        for each; do
          [[ -e "$root/running/$each" ]] || continue
          signal TERM "$each"
          signal CONT "$each"
          pid="$(cat "$root/running/$each")"
          [[ "$pid" == none ]] || tail --pid="$pid" -f /dev/null
          rm "$root/running/$each"
        done
      }
      [[ "$1" == compose ]] && [[ ! -e compose.yaml ]] && [[ "$2" != version ]] && { echo "no configuration file provided: not found"; exit 14; }
      case "$2" in down | stop | start | restart | pause | unpause | create | up) echo " $2" >&2 ;; esac
      case "$1 $2" in
        "volume inspect")
          [[ -d "$root/volumes/${!#}" ]] || { echo "no such volume: ${!#}" >&2; exit 1; }
          echo "$root/volumes/${!#}" ;;
        "compose version") echo "Docker Compose version 2.40.3" ;;
        "compose config")
          case "$3" in
            --services) services ;;
            --volumes) volumes ;;
            -q) ! grep -q '^broken' compose.yaml || { echo "additional properties 'broken' not allowed"; exit 15; } ;;
          esac ;;
        "compose create") create ;;
        "compose up")
          [[ ! -e "$root/paused" ]] || { echo "cannot start a paused container, try unpause instead"; exit 1; }
          create; start $(services) ;;
        "compose down") stop $(services) ;;
        "compose stop") stop "${@:3}" ;;
        "compose start") start "${@:3}" ;;
        "compose restart") stop "${@:3}"; start "${@:3}" ;;
        "compose pause") for each in $(services); do [[ -e "$root/running/$each" ]] && signal STOP "$each"; done; touch "$root/paused"
          while [[ -e "$root/hold" ]]; do sleep 0.05; done ;;
        "compose unpause") for each in $(services); do [[ -e "$root/running/$each" ]] && signal CONT "$each"; done; rm -f "$root/paused" ;;
        "compose port") cat "$root/services/$3.address" ;;
        "compose logs") echo "prometheus-1 | level=info" ;;
        "compose ps")
          for each in $(services); do
            [[ -e "$root/running/$each" ]] || continue
            [[ "${!#}" == "$each" || "${!#}" == --quiet ]] || continue
            [[ "$*" != *"--status paused"* || -e "$root/paused" ]] || continue
            if [[ "$*" == *--quiet* ]]; then echo "id-of-$each"; else echo "running $(cat "$root/services/$each.health" 2>/dev/null || echo healthy)"; fi
          done ;;
        "compose stats") echo "NAME CPU % MEM USAGE" ;;
      esac
      """;

  /** Puts it into a folder of the machine's path. */
  public static DockerStandIn in(Path folder, Path root) throws IOException {
    Files.createDirectories(root.resolve("services"));
    Files.createDirectories(root.resolve("var/tmp"));
    program(folder.resolve("docker"), PROGRAM);
    return new DockerStandIn(root);
  }

  /** What a service is here, and where it listens. */
  void service(String name, int port, String... command) throws IOException {
    program(
        root.resolve("services").resolve(name),
        "#!/bin/sh\nexec " + String.join(" ", command) + "\n");
    Files.writeString(root.resolve("services").resolve(name + ".address"), "127.0.0.1:" + port);
  }

  /** The folder of a volume. */
  public Path volume(String name) {
    return root.resolve("volumes/gapwatch_" + name);
  }

  /** What it was asked since the last look, without what changes nothing. */
  public List<String> calls() throws IOException {
    Path calls = root.resolve("docker.calls");
    List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    Files.deleteIfExists(calls);
    return lines.stream()
        .filter(line -> !line.matches("docker (volume|compose (ps|config|version|port|stats)).*"))
        .toList();
  }

  /** Stops what it started. */
  public void stop() throws IOException, InterruptedException {
    Path compose = root.resolve("opt/gapwatch-stack");
    if (Files.exists(compose.resolve("compose.yaml"))) {
      ProcessBuilder down =
          new ProcessBuilder(root.resolveSibling("bin/docker").toString(), "compose", "down");
      down.environment().put("GAPWATCH_ROOT", root.toString());
      down.directory(compose.toFile()).inheritIO().start().waitFor();
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
