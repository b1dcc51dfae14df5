package io.gapwatch.infra.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stand-in's differences are those that were seen with Oracle's provider. */
class DifferenceTest {
  private static final String INSTANCE = "oci:Core/instance:Instance";
  private static final String REQUEST = "oci:ObjectStorage/preauthrequest:Preauthrequest";

  @Test
  void aMetadataKeyChangesInPlace() {
    assertThat(metadata(Map.of("user_data", "a", "key", "2")).replacing()).isEmpty();
    assertThat(metadata(Map.of("user_data", "b", "key", "1")).replacing()).contains("metadata");
  }

  @Test
  void unknownMetadataReplacesTheInstance() {
    assertThat(metadata(Values.UNKNOWN).replacing()).contains("metadata");
    assertThat(metadata(Map.of("user_data", "a", "key", Values.UNKNOWN)).replacing())
        .contains("metadata");
  }

  @Test
  void unknownExtendedMetadataDoesNot() {
    Difference difference =
        Difference.between(
            INSTANCE,
            Map.of("extendedMetadata", Map.of("key", "1")),
            Map.of("extendedMetadata", Values.UNKNOWN));

    assertThat(difference.changed()).containsExactly("extendedMetadata");
    assertThat(difference.replacing()).isEmpty();
  }

  @Test
  void whatHasAnExplicitNameIsDeletedBeforeItIsReplaced() {
    Difference named =
        Difference.between(
            REQUEST,
            Map.of("name", "gapwatch", "timeExpires", "2036"),
            Map.of("name", "gapwatch", "timeExpires", "2037"));
    assertThat(named.replacing()).containsExactly("timeExpires");
    assertThat(named.deletesFirst()).isTrue();

    assertThat(metadata(Map.of("user_data", "b")).deletesFirst()).isFalse();
  }

  private static Difference metadata(Object after) {
    return Difference.between(
        INSTANCE,
        Map.of("metadata", Map.of("user_data", "a", "key", "1")),
        Map.of("metadata", after));
  }
}
