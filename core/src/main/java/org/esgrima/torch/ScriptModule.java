package org.esgrima.torch;

import java.nio.file.Path;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.IntOptional;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.StringIValueMap;
import org.bytedeco.pytorch.global.torch;

/**
 * A network from a TorchScript file, as {@code torch.jit.save} of PyTorch writes it: its own code
 * and weights in one archive, on the processor, in evaluation mode.
 *
 * <p>Such a file is a program: open only files from sources that you trust.
 */
public final class ScriptModule implements AutoCloseable {
  static {
    Native.load();
  }

  private final JitModule module;

  private ScriptModule(JitModule module) {
    this.module = module;
  }

  /**
   * Opens a file.
   *
   * @throws TorchException if it is missing or no TorchScript
   */
  public static ScriptModule open(Path file) {
    JitModule module = Native.call(() -> torch.load(file.toString()));
    module.retainReference(); // for a scope that may be open here
    Native.run(module::eval);
    return new ScriptModule(module);
  }

  /** Whether {@code forward} takes an argument of this name. */
  public boolean takes(String argument) {
    try (Scope scope = Scope.open()) {
      FunctionSchema schema =
          Native.call(() -> module.get_method("forward").function().getSchema());
      IntOptional index = schema.argumentIndexWithName(argument);
      return index.has_value();
    }
  }

  /**
   * Calls {@code forward} without recording a graph.
   *
   * @param flag name of a boolean argument that is set to true; empty for none
   * @return its result, in the caller's scope
   * @throws TorchException if the call fails or the result is no tensor
   */
  public Tensor forward(Tensor input, String flag) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return scope.keep(
          Tensor.of(
              () -> {
                IValueVector inputs = new IValueVector(new IValue(input.handle()));
                StringIValueMap named = new StringIValueMap();
                if (!flag.isEmpty()) {
                  named.put(new org.bytedeco.javacpp.BytePointer(flag), new IValue(true));
                }
                IValue result = module.forward(inputs, named);
                if (!result.isTensor()) {
                  throw new TorchException("forward gave no tensor", null);
                }
                return Tensor.owned(result.toTensor());
              }));
    }
  }

  @Override
  public void close() {
    module.releaseReference();
  }
}
