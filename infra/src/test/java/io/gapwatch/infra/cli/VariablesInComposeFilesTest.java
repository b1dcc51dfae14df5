package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a variable brings may be a secret that stands in a wrong place: no message shows it. */
class VariablesInComposeFilesTest {
  private static final String SECRET = "Hunter2x";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: ${S}",
        "image: '${S}:latest'",
        "image: a/b:1\n    platform: ${S}",
        "image: a/b:1\n    mem_limit: ${S}",
        "image: a/b:1\n    mem_limit: '${NONE:-$S}'",
        "image: a/b:1\n    mem_reservation: ${S}",
        "image: a/b:1\n    cpus: ${S}",
        "image: a/b:1\n    scale: ${S}",
        "image: a/b:1\n    deploy: {replicas: '${S}'}",
        "image: a/b:1\n    deploy: {resources: {limits: {memory: '${S}'}}}",
        "image: a/b:1\n    deploy: {resources: {limits: {cpus: '${S}'}}}",
        "image: a/b:1\n    ports: ['${S}']",
        "image: a/b:1\n    ports: ['${S}:80']",
        "image: a/b:1\n    ports: [{target: 80, published: '${S}'}]",
        "image: a/b:1\n    volumes: ['${S}:/data']",
        "image: a/b:1\n    volumes: ['data:/${S}', 'data:/b']",
        "image: a/b:1\n    volumes: ['data:/a${S}:ro', 'data:/a${S}/b']",
        "image: a/b:1\n    volumes: [{type: volume, source: '${S}', target: /x}]",
        "image: a/b:1\n    networks: ['${S}']",
        "image: a/b:1\n    network_mode: ${S}",
        "image: a/b:1\n    secrets: ['${S}']",
        "image: a/b:1\n    secrets: [{source: '${S}'}]",
        "image: a/b:1\n    configs: ['${S}']",
        "image: a/b:1\n    depends_on: ['${S}']",
        "image: a/b:1\n    depends_on: {b: {condition: '${S}'}}",
        "image: a/b:1\n    extends: ${S}",
        "image: a/b:1\n    extends: {service: '${S}'}",
        "image: a/b:1\n    extends: {file: '${S}', service: b}",
        "image: a/b:1\n    environment: ['${S}', 'PASSWORD=${S}', 'API_KEY=${NONE:-$S}']",
        "image: a/b:1\n    env_file: ${S}",
        "image: a/b:1\n    container_name: ${S}\n    scale: 2",
        "image: a/b:1\n    healthcheck: {test: '${S}', interval: '${S}', retries: '${S}'}",
        "image: prom/prometheus:${S}\n    healthcheck: {test: [CMD, bash, '${S}']}",
        "image: a/b:1\n    restart: ${S}",
        "image: a/b:1\n    privileged: ${S}",
        "image: a/b:1\n    build: {context: '${S}'}",
        "image: a/b:1\n    profiles: ['${S}']",
        "image: a/b:1\n    command: 'x ${S}'",
        "image: '${NONE:?${S}}'",
      })
  void ofAService(String keys) throws IOException {
    check("services:\n  a:\n    %s\n  b: {image: a/b:1}\nvolumes: {data: }\n".formatted(keys));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include: ['${S}']",
        "name: ${S}",
        "secrets: {a: {file: '${S}'}}",
        "secrets: {a: '${S}'}",
        "volumes: {a: {name: '${S}', external: '${S}'}}",
        "networks: {a: '${S}'}",
      })
  void ofTheFile(String keys) throws IOException {
    check(keys + "\nservices: {a: {image: a/b:1}}\n");
  }

  @Test
  void ofAListThatIsMerged() throws IOException {
    Path over =
        Files.writeString(
            folder.resolve("over.yaml"), "services: {a: {depends_on: {b: {required: true}}}}\n");
    check("services: {a: {image: a/b:1, depends_on: ['${S}']}, b: {image: a/b:1}}\n", over);
  }

  private void check(String text, Path... more) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), text);
    Path variables = Files.writeString(folder.resolve("variables"), "S=" + SECRET + "\n");
    for (String format : new String[] {"text", "json"}) {
      String[] args = {
        "stack", "check", file.toString(), "--env-file", variables.toString(), "--format", format
      };
      run(args, more);
    }
    assertThat(out.toString()).isNotEmpty().doesNotContain(SECRET);
  }

  private void run(String[] args, Path... more) {
    String[] all = Arrays.copyOf(args, args.length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[args.length + i] = more[i].toString();
    }
    Typed.run(out, out, all);
  }
}
