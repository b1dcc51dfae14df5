package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The editors' schema is in the repository, and says what the loader says. */
class ConfigSchemaTest {
  private static final Path COMMITTED = Path.of("..", "docs", "gapwatch.schema.json");

  private final String text = new JsonReport().text(ConfigFixtures.configs().schema());

  static Stream<Path> good() throws IOException {
    return ConfigFixtures.good();
  }

  static Stream<Path> structuralMistakes() throws IOException {
    return ConfigFixtures.structuralMistakes();
  }

  @Test
  void committedSchemaIsTheProgrammes() {
    GoldenFile.check(COMMITTED, text + "\n");
  }

  @Test
  void schemaIsASchema() throws IOException {
    JsonSchema metaSchema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(metaSchema.validate(new ObjectMapper().readTree(text))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("good")
  void takesWhatTheLoaderTakes(Path file) throws IOException {
    assertThat(validate(file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("structuralMistakes")
  void rejectsWhatTheLoaderRejects(Path file) throws IOException {
    assertThat(validate(file)).isNotEmpty();
  }

  @Test
  void thereAreManyStructuralMistakes() throws IOException {
    assertThat(structuralMistakes()).hasSizeGreaterThan(30);
  }

  private Set<ValidationMessage> validate(Path file) throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    JsonNode node = new ObjectMapper().valueToTree(tree);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(text)
        .validate(node);
  }
}
