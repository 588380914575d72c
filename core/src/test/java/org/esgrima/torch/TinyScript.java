package org.esgrima.torch;

import java.nio.file.Path;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;

/** TorchScript files for tests. */
public final class TinyScript {
  private TinyScript() {}

  /**
   * Writes a feature network: uint8 [N,3,H,W] to the means of the three channels in [0, 255], twice
   * as large where {@code return_features} is set.
   */
  public static Path features(Path file) {
    return write(
        file,
        """
        def forward(self, x: Tensor, return_features: bool = False) -> Tensor:
            assert x.dtype == 0, "expected uint8"
            y = x.double().mean([2, 3])
            if return_features:
                y = y * 2
            return y
        """);
  }

  /** Writes a network of one argument that gives a picture instead of features. */
  public static Path picture(Path file) {
    return write(
        file,
        """
        def forward(self, x: Tensor) -> Tensor:
            return x.float()
        """);
  }

  private static Path write(Path file, String forward) {
    try (Scope scope = Scope.open()) {
      Native.load();
      JitModule module = new JitModule(new QualifiedName("__torch__.Tiny"));
      module.define(forward);
      module.save(file.toString());
      return file;
    }
  }
}
