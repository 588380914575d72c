package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves native objects behind: {@code @ExtendWith(NoLeaks.class)}. */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(NoLeaks.class);

  @Override
  public void beforeEach(ExtensionContext context) throws ClassNotFoundException {
    // The first use of the library makes objects that live as long as the process.
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      random.state();
      Class.forName(FusedKernels.class.getName());
    }
    context.getStore(SPACE).put("before", Scope.liveHandles());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    long before = context.getStore(SPACE).get("before", Long.class);
    assertThat(Scope.liveHandles()).as("native handles after the test").isEqualTo(before);
  }
}
