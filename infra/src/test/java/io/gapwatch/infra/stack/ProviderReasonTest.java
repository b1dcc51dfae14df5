package io.gapwatch.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of what the provider says in many lines, the sentence that is the reason. */
class ProviderReasonTest {

  @Test
  void belowAHeadingIsTheReason() {
    assertThat(
            ProviderReason.of(
                """
                UNKNOWN: invocation of oci:Identity/getAvailabilityDomains:getAvailabilityDomains \
                returned an error: 1 error occurred:
                \t* 503-ServiceUnavailable, The service is unavailable.
                Suggestion: The service for this resource encountered an error.
                Operation Name: ListAvailabilityDomains
                """))
        .isEqualTo("503-ServiceUnavailable, The service is unavailable.");
  }

  @Test
  void aHeadingBelowAHeadingIsNone() {
    assertThat(
            ProviderReason.of(
                """
                1 error occurred:
                \t* invoking oci:Identity/x: 1 error occurred:
                \t* Get "https://identity.example.com/": EOF

                """))
        .isEqualTo("Get \"https://identity.example.com/\": EOF");
  }

  @Test
  void ofSeveralAllAreTold() {
    assertThat(ProviderReason.of("2 errors occurred:\n\t* one\n\t* two\n")).isEqualTo("one, two");
  }

  @Test
  void aSentenceAloneIsTheReason() {
    assertThat(ProviderReason.of("\n 401-NotAuthenticated, x\nSuggestion: y"))
        .isEqualTo("401-NotAuthenticated, x");
    assertThat(ProviderReason.of(" ")).isEqualTo("no reason was given");
    assertThat(ProviderReason.of("1 error occurred:")).isEqualTo("1 error occurred:");
  }
}
