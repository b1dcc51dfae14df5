package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process of its own loads and prints. */
class OciVaultProcessIT {
  private static final String HUSH = "hush-7f3a91-and-longer";

  private final Path directory;
  private final OciCloud cloud;

  OciVaultProcessIT(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.cloud = new OciCloud(InstanceCertificates.SHARED);
    cloud.secrets().put("TOKEN", HUSH);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void printsNoSecret() throws Exception {
    cloud.secrets().putRaw("BROKEN", "{\"secretBundleContent\":{\"content\":\"" + HUSH);
    String printed = run(List.of(), "TOKEN", "BROKEN", "ABSENT");

    assertThat(printed).contains("TOKEN: 22 characters", "BROKEN: ", "ABSENT: ");
    assertHoldsNoSecret(printed);
  }

  @Test
  void logsNoSecretWhenJavaLoggingIsOpenedWide() throws Exception {
    Path logging =
        Files.writeString(
            directory.resolve("logging.properties"),
            """
            handlers=java.util.logging.ConsoleHandler
            .level=ALL
            java.util.logging.ConsoleHandler.level=ALL
            """);
    String printed = run(List.of("-Djava.util.logging.config.file=" + logging), "TOKEN");

    assertThat(printed).contains("TOKEN: 22 characters", "FINE");
    assertHoldsNoSecret(printed);
  }

  private void assertHoldsNoSecret(String printed) {
    assertThat(printed)
        .doesNotContain(HUSH, Base64.getEncoder().encodeToString(HUSH.getBytes(UTF_8)))
        .doesNotContain(keyLines())
        .doesNotContain(cloud.federation().tokens());
  }

  private List<String> keyLines() {
    return InstanceCertificates.pem(InstanceCertificates.SHARED.key())
        .lines()
        .filter(line -> !line.startsWith("-"))
        .toList();
  }

  private String run(List<String> options, String... names)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "fetch", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(FetchOnce.class.getName());
    command.add(cloud.endpoints().secrets().orElseThrow().toString());
    command.addAll(List.of(names));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }
}
