package io.gapwatch.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The suite tries the same values each time, so that a change fails by what it changed. {@code
 * scripts/explore} tries others.
 */
class PropertySeedsTest {
  private final List<JavaMethod> properties =
      new ClassFileImporter()
          .importPackages("io.gapwatch.agent").stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(method -> method.isAnnotatedWith(Property.class))
              .toList();

  @Test
  void eachPropertyHasASeed() {
    assertThat(properties)
        .hasSizeGreaterThan(30)
        .filteredOn(method -> method.getAnnotationOfType(Property.class).seed().isEmpty())
        .isEmpty();
  }
}
