package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class SubjectPropertyTest {
  @Property(tries = 200, seed = "1")
  void isReadAsItWasWritten(@ForAll @NotEmpty List<String> parts) {
    List<String> written = parts.stream().map(part -> part.replaceAll("\\p{Cs}", "")).toList();
    assertThat(Subject.read(new Subject(written).text()).parts()).isEqualTo(written);
  }
}
