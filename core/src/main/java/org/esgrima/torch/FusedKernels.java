package org.esgrima.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's fused optimiser kernels: one native call updates all parameters of a network.
 *
 * <p>They are reached through libtorch's dispatcher because no function of the C++ API offers them.
 * All of them change {@code parameters} and the state tensors in place.
 */
public final class FusedKernels {
  private static final OperatorHandle ADAM = operator("aten::_fused_adam_");
  private static final OperatorHandle ADAMW = operator("aten::_fused_adamw_");
  private static final OperatorHandle SGD = operator("aten::_fused_sgd_");

  private FusedKernels() {}

  private static OperatorHandle operator(String name) {
    Native.load();
    try (Scope scope = Scope.open()) {
      OperatorHandle operator =
          Native.call(() -> Dispatcher.singleton().findSchemaOrThrow(name, ""));
      operator.retainReference();
      return operator;
    }
  }

  /**
   * Settings of one Adam step.
   *
   * @param decoupled whether weight decay acts on the weights (AdamW) instead of the gradient
   * @param amsgrad whether the largest second moment so far is used (Reddi et al. 2018)
   */
  public record AdamSettings(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean decoupled,
      boolean amsgrad) {}

  /**
   * One Adam step (Kingma and Ba 2015, Algorithm 1).
   *
   * @param maxima running maxima of the second moments; empty without {@code amsgrad}
   * @param step number of the step, from 1; a float32 scalar tensor
   */
  public static void adam(
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> firstMoments,
      List<Tensor> secondMoments,
      List<Tensor> maxima,
      Tensor step,
      AdamSettings settings) {
    call(
        settings.decoupled() ? ADAMW : ADAM,
        () ->
            new IValue[] {
              list(parameters),
              list(sameLayout(gradients, parameters)),
              list(firstMoments),
              list(secondMoments),
              list(maxima),
              list(parameters.stream().map(p -> step).toList()),
              new IValue(settings.learningRate()),
              new IValue(settings.beta1()),
              new IValue(settings.beta2()),
              new IValue(settings.weightDecay()),
              new IValue(settings.epsilon()),
              new IValue(settings.amsgrad()),
              new IValue(false), // maximize
              new IValue(), // grad_scale
              new IValue() // found_inf
            });
  }

  /**
   * Settings of one SGD step.
   *
   * @param first whether the momenta are overwritten with the gradients, as in the first step
   */
  public record SgdSettings(
      double learningRate,
      double momentum,
      double dampening,
      double weightDecay,
      boolean nesterov,
      boolean first) {}

  /**
   * One step of gradient descent, as torch.optim.SGD computes it.
   *
   * @param momenta empty without momentum
   */
  public static void sgd(
      List<Tensor> parameters, List<Tensor> gradients, List<Tensor> momenta, SgdSettings settings) {
    call(
        SGD,
        () ->
            new IValue[] {
              list(parameters),
              list(sameLayout(gradients, parameters)),
              list(momenta),
              new IValue(settings.weightDecay()),
              new IValue(settings.momentum()),
              new IValue(settings.learningRate()),
              new IValue(settings.dampening()),
              new IValue(settings.nesterov()),
              new IValue(false), // maximize
              new IValue(settings.first()),
              new IValue(), // grad_scale
              new IValue() // found_inf
            });
  }

  private static void call(OperatorHandle operator, Supplier<IValue[]> arguments) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Native.run(() -> operator.callBoxed(new IValueVector(arguments.get())));
    }
  }

  /** The kernels walk through the memory of all tensors in step, whatever their strides say. */
  private static List<Tensor> sameLayout(List<Tensor> tensors, List<Tensor> patterns) {
    List<Tensor> result = new ArrayList<>(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      org.bytedeco.pytorch.Tensor tensor = tensors.get(i).handle();
      org.bytedeco.pytorch.Tensor pattern = patterns.get(i).handle();
      result.add(
          sameStrides(tensor, pattern)
              ? tensors.get(i)
              : Tensor.of(() -> torch.empty_like(pattern).copy_(tensor)));
    }
    return result;
  }

  private static boolean sameStrides(org.bytedeco.pytorch.Tensor a, org.bytedeco.pytorch.Tensor b) {
    for (long dim = 0; dim < b.dim(); dim++) {
      if (a.stride(dim) != b.stride(dim)) {
        return false;
      }
    }
    return true;
  }

  private static IValue list(List<Tensor> tensors) {
    GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
    for (Tensor tensor : tensors) {
      list.push_back(new IValue(tensor.handle()));
    }
    return new IValue(list);
  }
}
