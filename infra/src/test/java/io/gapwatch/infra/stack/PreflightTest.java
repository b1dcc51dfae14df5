package io.gapwatch.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.deploy.LaunchFailure;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first question that is put to Oracle: its failures reach the hunt as what they are. */
class PreflightTest {
  private static final String COMPARTMENT = "ocid1.compartment.oc1..own";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503-ServiceUnavailable, The service is unavailable. | SERVER_ERROR",
        "429-TooManyRequests, Too many requests for the user | RATE_LIMIT",
        "Get \"https://identity\": read: connection reset by peer | UNREACHABLE",
        "Get \"https://identity\": dial tcp: lookup identity: no such host | UNREACHABLE",
        "401-NotAuthenticated, Date 'x' is not within allowed clock skew. Current 'y' | CLOCK",
        "403-BadErrorResponse, Failed to parse json from response body | UNREACHABLE",
        "401-NotAuthenticated, The required information to complete authentication | ACCOUNT"
      })
  void aReasonBelowACountIsTold(String reason, LaunchFailure meant) {
    String said =
        words("invoking it: 1 error occurred:\n\t* " + reason + "\nSuggestion: retry\n\n");

    assertThat(LaunchFailure.in(said)).as(said).isEqualTo(meant);
    assertThat(said).doesNotContain("occurred", "Suggestion");
    assertThat(LaunchFailure.in(words(reason))).isEqualTo(meant);
  }

  @Test
  void whatNobodyKnowsIsToldInOraclesWords() {
    assertThat(words("1 error occurred:\n\t* 418-Teapot, short\n"))
        .isEqualTo("Oracle could not be asked: 418-Teapot, short");
    assertThat(words("\n")).isEqualTo("Oracle could not be asked: no reason was given");
  }

  @Test
  void aCompartmentThatIsNotThereIsNamed() {
    assertThat(words("1 error occurred:\n\t* 404-NotAuthorizedOrNotFound, Authorization failed"))
        .contains(COMPARTMENT, "pulumi config set compartmentId");
  }

  private static String words(String message) {
    Throwable failure = new CompletionException(new IllegalStateException(message));
    return String.valueOf(Preflight.refused(COMPARTMENT, failure).getMessage());
  }
}
