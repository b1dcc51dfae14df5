package io.gapwatch.infra.deploy;

import static io.gapwatch.infra.deploy.RehearsedHunt.CAPACITY;
import static io.gapwatch.infra.deploy.RehearsedHunt.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures a hunt outlives, for how long, and which end it. */
class HuntFailuresTest {
  private final RehearsedHunt hunt = new RehearsedHunt();

  @Test
  void aNetworkThatIsAwayForAWhileIsEndured() {
    assertThat(hunt.run(1, CAPACITY, OFFLINE, OFFLINE, CAPACITY)).isEqualTo(3);

    assertThat(hunt.asked).containsExactly(1, 2, 2, 2, 3);
    assertThat(hunt.told).contains("Domain 2: could not reach Oracle or Doppler.");
  }

  @Test
  void aNetworkThatStaysAwayForDaysEndsNothing() {
    String[] days = RehearsedHunt.times(300, OFFLINE);

    assertThat(hunt.run(1, days)).isEqualTo(1);

    assertThat(hunt.asked).hasSize(301).containsOnly(1);
    assertThat(hunt.told)
        .contains(
            "Not reached 10 times in a row: check this machine's network, and the region in"
                + " ~/.oci/config.");
  }

  /** The kinds of error in the reports of hunters, in the provider's form. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "503-ServiceUnavailable, The service is unavailable.",
        "502-BadGateway, Bad Gateway",
        "500-InternalError, Internal server error",
        "504-GatewayTimeout, upstream",
        "520-UnknownError, origin error",
        "429-TooManyRequests, Too many requests for the user",
        "409-IncorrectState, Conflict with the state of the resource",
        "Post \"https://iaas.example.com/20160918/instances/\": net/http: request canceled"
            + " (Client.Timeout exceeded while awaiting headers)",
        "Post \"https://iaas.example.com/20160918/instances/\": EOF",
        "Get \"https://iaas.example.com/20160918/instances/\": unexpected EOF",
        "read tcp 10.0.0.5:51234->192.0.2.1:443: read: connection timed out",
        "read tcp 10.0.0.5:51234->192.0.2.1:443: read: connection reset by peer",
        "write tcp 10.0.0.5:51234->192.0.2.1:443: write: broken pipe",
        "dial tcp 192.0.2.1:443: connect: connection refused",
        "dial tcp 192.0.2.1:443: connect: no route to host",
        "dial tcp: lookup iaas.example.com: no such host",
        "dial tcp: lookup iaas.example.com on 127.0.0.53:53: server misbehaving",
        "context deadline exceeded",
        "net/http: TLS handshake timeout",
        "tls: failed to verify certificate: x509: certificate is valid for portal.example",
        "http2: server sent GOAWAY and closed the connection",
        "http: server closed idle connection",
        "http: server gave HTTP response to HTTPS client",
        "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"<html>\"",
        "401-NotAuthenticated, Date 'Thu, 26 Nov 2026 10:00:00 GMT' is not within allowed clock"
            + " skew. Current 'Thu, 26 Nov 2026 10:07:00 GMT'",
        "rpc error: code = Unavailable desc = error reading from server: EOF",
        "timeout while waiting for state to become 'RUNNING' (last state: 'PROVISIONING')",
        "Doppler at https://api.doppler.com answered HTTP 502; try again in a minute",
        "Doppler at https://api.doppler.com answered HTTP 429; try again in a minute",
        "could not reach Doppler at https://api.doppler.com: no complete answer within 20 s",
        "could not reach Doppler at https://api.doppler.com: the connection broke",
        "[502] Bad Gateway",
        "[409] Conflict: Another update is currently in progress.",
        "503-BadErrorResponse, Failed to parse json from response body due to: invalid character '<'"
            + " looking for beginning of value. With response body <html>",
        "401-BadErrorResponse, Failed to parse json from response body due to: invalid character"
            + " '<' looking for beginning of value",
        "Get \"https://identity.example.com/\": unexpected end of JSON input",
        "Get \"https://identity.example.com/\": use of closed network connection",
        "<!DOCTYPE html><title>520: Web server is returning an unknown error</title>",
        "<HTML><head><title>Access to the internet</title>",
        "connect: network is unreachable",
        "lookup iaas.example.com: Temporary failure in name resolution",
        "502 HTTP error fetching plugin from https://api.pulumi.example/releases/plugins",
        "GitHub rate limit exceeded for https://api.github.com/, try again in 40m0s",
        "the region has 0 availability domains, so there is no number 1",
        "Oracle could not be hunt.asked: 503-ServiceUnavailable, The service is unavailable.",
        "Doppler at https://api.doppler.com answered HTTP 302; check its address",
        "Doppler did not answer with a JSON object of secrets; is a proxy in between?",
        "doppler gave no answer within 60 s (timed out), or was killed",
        "doppler ended with exit code 1: Unable to fetch secrets, Doppler Error: Get"
            + " \"https://api.doppler.com/v3\": dial tcp: lookup api.doppler.com: no such host",
        "doppler ended with exit code 1: Doppler Error: Request failed with HTTP 503",
        "doppler ended with exit code 1: Doppler Error: Internal Server Error",
        "doppler ended with exit code 1: Doppler Error: Rate limit exceeded",
        "OCI's identity service answered something that is not JSON; is a proxy in between?",
        "Get \"https://iaas.example.com/20160918/\": Bad Gateway",
        "Post \"https://iaas.example.com/20160918/instances\": Gateway Timeout",
        "Get \"https://identity.example.com/\": Too Many Requests",
        "503-, ",
        "[429] Too Many Requests",
        "429 HTTP error fetching plugin from https://api.pulumi.example/releases/plugins",
        "operation error S3: PutObject, https response error StatusCode: 503, api error SlowDown",
        "googleapi: got HTTP response code 502 with body: <html>",
        "write tcp 10.0.0.5:51234->192.0.2.1:443: write: software caused connection abort",
        "could not open the stack dev: java.net.SocketException: Connection reset",
        "tls: failed to verify certificate: x509: certificate has expired or is not yet valid:"
            + " current time 1970-01-01T00:07:10Z is before 2026-11-01T00:00:00Z",
        "x509: certificate signed by unknown authority",
        "lookup api.pulumi.example: Try again",
        "blob (code=Unknown): unexpected response 503 The server is busy",
        "Unexpected LifeCycle state \nError Message: unexpected state 'TERMINATED', wanted target"
            + " 'RUNNING'. last error: %!s(<nil>)",
        "doppler ended with exit code 1: Doppler Error: RateLimitExceeded",
        "warning: news of Pulumi\nerror: 503-ServiceUnavailable, The service is unavailable.",
      })
  void whatPassesByItselfIsOutlivedHoweverOften(String failure) {
    String[] answers = new String[100];
    Arrays.fill(answers, CAPACITY);
    Arrays.fill(answers, 20, 100, failure);

    hunt.run(1, answers);

    assertThat(hunt.asked).hasSize(101);
  }

  @Test
  void whatFailsBeforeTheEngineHasASayIsOutlivedToo() {
    List<InfraException> failing =
        new ArrayList<>(
            List.of(
                new InfraException("could not open the stack dev: dial tcp: i/o timeout"),
                new InfraException("OCI's objects service answered 503-without a reason")));

    hunt.run(
        domain -> {
          if (!failing.isEmpty()) {
            throw failing.remove(0);
          }
        },
        1);

    assertThat(hunt.pauses).hasSize(2);
    assertThatThrownBy(
            () ->
                hunt.run(
                    domain -> {
                      throw new InfraException("could not run pulumi; install it");
                    },
                    1))
        .hasMessage("could not run pulumi; install it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Doppler refused the service token (HTTP 401); make a new one",
        "Doppler refused the service token (HTTP 403); make a new one",
        "Doppler at https://api.doppler.com answered HTTP 404; check its address",
        "doppler ended with exit code 1: Unable to fetch secrets, Doppler Error: Invalid Auth token",
        "doppler ended with exit code 1: Doppler Error: Could not find requested config 'prd'",
        "there is no ocid1.compartment.oc1..c for this user (404-NotAuthorizedOrNotFound)",
        "error: could not deserialize deployment: unexpected end of JSON input",
        "401-NotAuthenticated, The required information to complete authentication",
        "there is no ocid1.tenancy.oc1..t for this user (404-NotAuthorizedOrNotFound)",
        "403-NotAllowed, the account is suspended",
        "could not deserialize deployment: unexpected EOF",
        "doppler ended with exit code 1: Doppler Error: You must specify a project; try doppler"
            + " login",
        "failed to read Pulumi credentials file. Please fix or delete invalid credentials file:"
            + " '/home/me/.pulumi/credentials.json': unexpected end of JSON input",
        "can not create client, bad configuration: x509: decryption password incorrect",
        "x509: failed to parse private key (use ParsePKCS8PrivateKey instead)",
        "400-InvalidParameter, strange\nwarning: could not look for news: dial tcp: i/o timeout",
        "409-BucketNotEmpty, Bucket named 'x' is not empty",
      })
  void whatWaitingDoesNotCureEndsItAtOnceInItsOwnWords(String words) {
    assertThatThrownBy(() -> hunt.run(1, "error: %s\nTo do: it".formatted(words)))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining(words.split("[;,]", 2)[0]);
    assertThat(hunt.pauses).isEmpty();
  }

  /** New things are not known everywhere at once, and a lock may be that of a minute. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "404-NotAuthorizedOrNotFound, The vault does not exist or you are not authorized",
        "400-RelatedResourceNotAuthorizedOrNotFound, The subnet was not found",
        "409-NotAuthorizedOrResourceAlreadyExists, Authorization failed or exists",
        "409-Conflict, something else",
        "409-InvalidatedRetryToken, The token was used in an earlier request",
        "409-IncorrectState, The vault is in the state PENDING_DELETION",
        "412-NoEtagMatch, changed meanwhile",
        "Unexpected LifeCycle state \nError Message: unexpected state 'FAILED'",
        "fork/exec /usr/bin/pulumi-resource-oci: cannot allocate memory",
        "the stack is currently locked by 1 lock(s). Either wait for the other process(es)",
        "doppler ended with exit code 1: Unable to download secrets, Doppler Error: Something went"
            + " wrong; try doppler login, doppler setup",
        "doppler ended with exit code 1: Request failed with HTTP 403\nTo do: try doppler login",
      })
  void whatMayBeOverInMinutesIsAskedForMinutesAndThenIsTheFailureItself(String words) {
    assertThat(hunt.run(2, words, words, words, words, words)).isEqualTo(2);
    assertThat(hunt.told).contains("Domain 2: something is not ready yet, or in the way.");
    Duration all = hunt.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(20));

    hunt.pauses.clear();
    String[] always = RehearsedHunt.times(50, words);
    assertThatThrownBy(() -> hunt.run(1, always)).isInstanceOf(DeploymentFailedException.class);
    assertThat(hunt.pauses).hasSize(5);
  }
}
