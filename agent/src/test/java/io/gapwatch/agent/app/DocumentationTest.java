package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.KeepAliveConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What people copy from the guides is taken by the loader that the run uses. */
class DocumentationTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("").normalize();
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> VARIABLES =
      Map.of("GAPWATCH_VAULT", "ocid1.vault.oc1.eu-frankfurt-1.example");

  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyExampleOfTheGuidesLoads() throws IOException {
    List<Path> guides =
        Stream.of("docs/configure.md", "docs/checks.md", "README.md").map(ROOT::resolve).toList();
    Stream.Builder<DynamicTest> tests = Stream.builder();
    for (Path guide : guides) {
      List<String> examples =
          YAML.matcher(Files.readString(guide)).results().map(MatchResult::group).toList();
      assertThat(examples).as("%s", guide).isNotEmpty();
      for (int i = 0; i < examples.size(); i++) {
        String yaml = YAML.matcher(examples.get(i)).replaceFirst("$1");
        tests.add(
            DynamicTest.dynamicTest(
                guide.getFileName() + " " + (i + 1),
                () -> assertThat(load(yaml).checks()).isNotEmpty()));
      }
    }
    return tests.build();
  }

  @Test
  void theConfigurationThatShipsLoads() throws IOException {
    Config config = load(Files.readString(ROOT.resolve("config/ethereum.yaml")));

    assertThat(config.state()).isEqualTo(Path.of("/var/lib/gapwatch"));
    assertThat(config.checks()).extracting("id").containsExactly("freshness", "blocks");
    assertThat(config.jobs().get("chain"))
        .satisfies(job -> assertThat(job.channels()).containsExactly("phone", "deadman"))
        .satisfies(job -> assertThat(job.schedule().text()).isEqualTo("7 */3 * * *"));
    assertThat(config.keepAlive()).contains(KeepAliveConfig.DEFAULT);
    assertThat(config.literalSecrets()).isEmpty();
  }

  private Config load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
    return new Configs(new Environment(VARIABLES, clock, folder))
        .load(Optional.of(file), Optional.empty());
  }
}
