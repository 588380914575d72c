package org.esgrima.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Differentiation: gradients are asked for by name and returned as tensors of their own. Nothing
 * accumulates behind the caller's back, so there is nothing to reset between steps, and a parameter
 * that was not asked for never receives a gradient.
 */
public final class Autograd {
  static {
    Native.load();
  }

  private Autograd() {}

  /**
   * Gradients ∂loss/∂inputs; the graph of {@code loss} is used up.
   *
   * @param loss a scalar
   * @param inputs tensors that require gradients and took part in {@code loss}
   * @return one gradient for each input, of its shape
   * @throws TorchException if an input took no part in {@code loss}
   */
  public static List<Tensor> gradients(Tensor loss, List<Tensor> inputs) {
    return gradients(loss, inputs, false);
  }

  /**
   * Gradients ∂loss/∂inputs.
   *
   * @param createGraph whether the gradients can be differentiated again, as penalties on gradients
   *     need; the graph of {@code loss} is then kept
   */
  public static List<Tensor> gradients(Tensor loss, List<Tensor> inputs, boolean createGraph) {
    try (Scope scope = Scope.open()) {
      TensorVector wanted = new TensorVector(inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        wanted.put(i, inputs.get(i).handle());
      }
      TensorVector gradients =
          Native.call(
              () ->
                  torch.grad(
                      new TensorVector(loss.handle()),
                      wanted,
                      new TensorVector(),
                      new BoolOptional(createGraph),
                      createGraph,
                      false));
      List<Tensor> result = new ArrayList<>(inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        // get(i) is borrowed from the vector; a copy of the handle shares the storage and is ours.
        org.bytedeco.pytorch.Tensor borrowed = gradients.get(i);
        result.add(scope.keep(Tensor.of(() -> new org.bytedeco.pytorch.Tensor(borrowed))));
      }
      return result;
    }
  }

  /** Switches the recording of graphs off on this thread until the result is closed. */
  public static NoGrad noGrad() {
    return new NoGrad();
  }

  /** No graphs are recorded while this is open; close it in the method that opened it. */
  public static final class NoGrad implements AutoCloseable {
    private final AutoGradMode mode = new AutoGradMode(false);

    private NoGrad() {}

    @Override
    public void close() {
      mode.close();
    }
  }
}
