package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static io.gapwatch.agent.probe.http.JudgedSite.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.Pki;
import io.gapwatch.agent.source.http.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of a real authority, over real TLS. */
@Timeout(120)
class CertificatesTest {
  @Test
  void certificates(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Pki pki = new Pki(folder);
    pki.server("good", Pki.ROOT, 0, 90, "dns:gateway.example.org");
    pki.server("soon", Pki.ROOT, 0, 20, "dns:gateway.example.org");
    pki.server("now", Pki.ROOT, 0, 5, "dns:gateway.example.org");
    pki.server("expired", Pki.ROOT, -40, 30, "dns:gateway.example.org");
    pki.server("other", Pki.ROOT, 0, 90, "dns:elsewhere.example.org");
    pki.server("own", "", 0, 90, "dns:gateway.example.org");
    Optional<Path> ca = Optional.of(pki.certificate(Pki.ROOT));

    CheckResult good = secured(pki, "good", ca);
    assertThat(good.status()).as("%s", good).isEqualTo(Status.OK);
    assertThat(facts(good))
        .anyMatch(fact -> fact.startsWith("Certificate: CN=good expires in 89d"));
    assertThat(secured(pki, "soon", ca).findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.WARNING));
    assertThat(secured(pki, "now", ca).findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.CRITICAL));
    CheckResult expired = secured(pki, "expired", ca);
    assertThat(expired.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("answer", Severity.CRITICAL), tuple("certificate", Severity.CRITICAL));
    assertThat(expired.summary()).contains("has expired").doesNotContain("Exception");
    assertThat(expired.findings().get(1).summary()).contains("CN=expired expired 10d ");
    assertThat(expired.findings())
        .extracting(Finding::remedy)
        .allMatch(
            remedy ->
                remedy.matches(
                    ".*: openssl s_client -connect gateway\\.example\\.org:\\d+"
                        + " -servername gateway\\.example\\.org -showcerts < /dev/null"));
    assertThat(secured(pki, "other", ca).summary()).contains("TLS failed", "gateway.example.org");
    assertThat(secured(pki, "own", ca).summary())
        .contains("TLS failed", "no authority that is trusted here")
        .doesNotContain("Exception");
    assertThat(secured(pki, "good", Optional.empty()).summary()).contains("TLS failed");
  }

  /** home-assistant/core#122426: an intermediate ends before the leaf. */
  @Test
  void certificateOfTheChainThatEndsFirst(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Pki pki = new Pki(folder);
    pki.authority("between", Pki.ROOT, 6);
    pki.server("leaf", "between", 0, 51, "dns:gateway.example.org");
    CheckResult result = secured(pki, "leaf", Optional.of(pki.certificate(Pki.ROOT)));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.CRITICAL));
    assertThat(result.findings().get(0).summary())
        .contains("CN=between, of the chain, expires in 5d");
  }

  private static CheckResult secured(Pki pki, String name, Optional<Path> ca)
      throws IOException, GeneralSecurityException {
    try (Sites secure = Sites.secured(pki.of(name))) {
      secure.page("/", 200, "ok");
      return check(
          Sites.session(secure.url("https", "gateway.example.org"), Map.of(), ca, "127.0.0.1"),
          "{time: off}");
    }
  }
}
