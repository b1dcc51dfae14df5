package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class BadgeTest {
  @ParameterizedTest
  @EnumSource(Status.class)
  void saysTheStatusInWordsAndInAColorOfItsOwn(Status status) throws Exception {
    Element badge = parsed(Badge.svg("orders", status));
    assertThat(badge.getAttribute("aria-label")).isEqualTo("orders: " + status.word());
    assertThat(badge.getTextContent()).contains("orders", status.word());
    String green = "#1a7f37";
    assertThat(Badge.svg("orders", status).contains(green)).isEqualTo(status == Status.OK);
  }

  /** A picture in a README is read by strict parsers, and must hold nothing but itself. */
  @Test
  void aHostileNameStaysAName() throws Exception {
    String hostile = "<script>alert(1)</script>\" & 'x' ✕";
    Element badge = parsed(Badge.svg(hostile, Status.CRITICAL));
    assertThat(badge.getAttribute("aria-label")).isEqualTo(hostile + ": critical");
    assertThat(badge.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void isAsWideAsItsWords() throws Exception {
    Element brief = parsed(Badge.svg("a", Status.OK));
    Element wordy = parsed(Badge.svg("a-check-with-a-long-name", Status.OK));
    assertThat(Integer.parseInt(wordy.getAttribute("width")))
        .isGreaterThan(Integer.parseInt(brief.getAttribute("width")) + 100);
  }

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }
}
