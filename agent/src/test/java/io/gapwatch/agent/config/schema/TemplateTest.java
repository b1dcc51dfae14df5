package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Template.Environment;
import io.gapwatch.agent.config.schema.Template.Literal;
import io.gapwatch.agent.config.schema.Template.Malformed;
import io.gapwatch.agent.config.schema.Template.SecretName;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void pieces() {
    assertThat(Template.parse("a${env:B}c${secret:D}e${env:F:-g:-h}").parts())
        .containsExactly(
            new Literal("a"),
            new Environment("B", "", false),
            new Literal("c"),
            new SecretName("D"),
            new Literal("e"),
            new Environment("F", "g:-h", true));
  }

  @Test
  void dollars() {
    assertThat(Template.parse("$$").parts()).containsExactly(new Literal("$"));
    assertThat(Template.parse("$").parts()).containsExactly(new Literal("$"));
    assertThat(Template.parse("$1 $x").parts()).containsExactly(new Literal("$1 $x"));
    assertThat(Template.parse("$${env:A}").parts())
        .containsExactly(new Literal("$"), new Literal("{env:A}"));
    assertThat(Template.parse("${env:A:-}").parts())
        .containsExactly(new Environment("A", "", true));
    assertThat(Template.parse("").parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${}",
        "${A}",
        "${env:}",
        "${env:1}",
        "${env:A B}",
        "${secret:A:-b}",
        "${env:A"
      })
  void malformed(String text) {
    assertThat(Template.parse(text).parts()).containsExactly(new Malformed(text));
  }

  @Property(tries = 300, seed = "1")
  void doubledDollarsKeepAnyText(@ForAll String text) {
    assertThat(
            Template.parse(text.replace("$", "$$")).parts().stream()
                .map(part -> ((Literal) part).text())
                .collect(Collectors.joining()))
        .isEqualTo(text);
  }
}
