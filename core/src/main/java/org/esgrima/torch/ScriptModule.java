package org.esgrima.torch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.IntOptional;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.StringIValueMap;
import org.bytedeco.pytorch.global.torch;

/**
 * A network from a TorchScript file, as {@code torch.jit.save} of PyTorch writes it: its own code
 * and weights in one archive, where tensors are made, in evaluation mode.
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
    try (Scope scope = Scope.open()) {
      Native.run(() -> module.to(Device.current().toNative()));
    }
    return new ScriptModule(module);
  }

  /**
   * Writes a network as such a file: its tensors in modules within modules, as their names say, and
   * the source of its methods in TorchScript (the part of Python that PyTorch compiles).
   *
   * @param parameters tensors that are trained, by name, such as {@code main.0.weight}
   * @param buffers the other ones
   * @param source definitions such as {@code def forward(self, z): …}; it names a tensor as {@link
   *     #reference} does
   * @param extra texts that travel along, by file name
   * @throws TorchException if the source does not compile or the file cannot be written
   */
  public static void write(
      Path file,
      Map<String, Tensor> parameters,
      Map<String, Tensor> buffers,
      String source,
      Map<String, String> extra) {
    try (Scope scope = Scope.open()) {
      Native.run(
          () -> {
            ScriptTree root = new ScriptTree("Generator");
            parameters.forEach((name, tensor) -> root.put(name, tensor.to(Device.CPU), false));
            buffers.forEach((name, tensor) -> root.put(name, tensor.to(Device.CPU), true));
            JitModule module = root.module();
            module.define(source);
            module.eval();
            ExtraFilesMap files = new ExtraFilesMap();
            extra.forEach((name, text) -> files.put(new BytePointer(name), new BytePointer(text)));
            module.save(file.toString(), files);
          });
    }
  }

  /** How a source that is given to {@link #write} names a tensor. */
  public static String reference(String name) {
    return ScriptTree.reference(name);
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
    try (Scope scope = Scope.open()) {
      Map<String, IValue> named = flag.isEmpty() ? Map.of() : Map.of(flag, new IValue(true));
      return scope.keep(call(named, List.of(input)));
    }
  }

  /**
   * Calls {@code forward} without recording a graph.
   *
   * @param numbers arguments of type float, by name
   * @param inputs its first arguments
   * @return its result, in the caller's scope
   * @throws TorchException if the call fails or the result is no tensor
   */
  public Tensor forward(Map<String, Double> numbers, List<Tensor> inputs) {
    try (Scope scope = Scope.open()) {
      Map<String, IValue> named = new LinkedHashMap<>();
      numbers.forEach((name, number) -> named.put(name, new IValue(number)));
      return scope.keep(call(named, inputs));
    }
  }

  private Tensor call(Map<String, IValue> arguments, List<Tensor> tensors) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return scope.keep(
          Tensor.of(
              () -> {
                IValueVector inputs = new IValueVector();
                tensors.forEach(tensor -> inputs.push_back(new IValue(tensor.handle())));
                StringIValueMap named = new StringIValueMap();
                arguments.forEach((name, value) -> named.put(new BytePointer(name), value));
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
