package org.esgrima.nn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autocast;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** A description bound to its parameters: it can be called, trained, saved and copied. */
public final class Network implements AutoCloseable {
  private final Layer description;
  private final Shape inputShape;
  private final int conditionSize;
  private final ElementType elementType;
  private final NamedTensors state;
  private final NamedTensors parameters;
  private final TorchOps ops;

  private Network(
      Layer description,
      Shape inputShape,
      int conditionSize,
      ElementType elementType,
      NamedTensors state,
      NamedTensors parameters,
      TorchOps ops) {
    this.description = description;
    this.inputShape = inputShape;
    this.conditionSize = conditionSize;
    this.elementType = elementType;
    this.state = state;
    this.parameters = parameters;
    this.ops = ops;
  }

  /** Allocates and draws the parameters of a network that is told no condition. */
  public static Network create(
      Layer description, Shape inputShape, ElementType elementType, Initializer initializer) {
    return create(description, inputShape, 0, elementType, initializer);
  }

  /**
   * Allocates and draws the parameters of a network.
   *
   * @param inputShape shape of one input, without the batch: {@code [100]} or {@code [3,64,64]}
   * @param conditionSize K, numbers that it is told beside each input; 0 = none
   * @param elementType F32, or F64 for tests of exactness
   * @throws ShapeException if the description is wired wrongly; nothing is allocated then
   */
  public static Network create(
      Layer description,
      Shape inputShape,
      int conditionSize,
      ElementType elementType,
      Initializer initializer) {
    NamedTensors state = new NamedTensors();
    NamedTensors parameters = new NamedTensors();
    try (Scope scope = Scope.open()) {
      for (ParameterInfo info : describe(description, inputShape, conditionSize, 1).parameters()) {
        ElementType type = info.elementType(elementType);
        Tensor tensor = initializer.draw(info.init(), type, info.shape());
        state.put(info.name(), tensor);
        if (info.kind() == ParameterInfo.Kind.PARAMETER) {
          parameters.put(info.name(), tensor.requireGrad(true));
        }
      }
    }
    return new Network(
        description,
        inputShape,
        conditionSize,
        elementType,
        state,
        parameters,
        new TorchOps(state));
  }

  /** As the other, of a network that is told no condition. */
  public static Network over(
      Layer description, Shape inputShape, ElementType elementType, NamedTensors tensors) {
    return over(description, inputShape, 0, elementType, tensors);
  }

  /**
   * A network over tensors that somebody else keeps changing, such as an average of weights. The
   * tensors stay alive until both owners are closed; they are never trained through this network.
   *
   * @param conditionSize K, numbers that it is told beside each input; 0 = none
   * @param tensors all tensors of the description, by name
   */
  public static Network over(
      Layer description,
      Shape inputShape,
      int conditionSize,
      ElementType elementType,
      NamedTensors tensors) {
    NamedTensors state = new NamedTensors();
    describe(description, inputShape, conditionSize, 1)
        .parameters()
        .forEach(info -> state.put(info.name(), tensors.get(info.name())));
    return new Network(
        description,
        inputShape,
        conditionSize,
        elementType,
        state,
        new NamedTensors(),
        new TorchOps(state));
  }

  /** Shapes, operations and parameters of a description that is told no condition. */
  public static ShapeOps describe(Layer description, Shape inputShape, long batch) {
    return describe(description, inputShape, 0, batch);
  }

  /** Shapes, operations and parameters of a description, without allocating anything. */
  public static ShapeOps describe(
      Layer description, Shape inputShape, int conditionSize, long batch) {
    ShapeOps shapes =
        conditionSize == 0 ? new ShapeOps() : new ShapeOps(Shape.of(batch, conditionSize));
    description.forward(shapes, inputShape.batched(batch));
    return shapes;
  }

  /** Applies a network that is told no condition. */
  public Tensor forward(Tensor x) {
    return forward(x, Optional.empty());
  }

  /**
   * Applies the network. Of all that it computes on the way nothing outlives the call but what a
   * graph needs.
   *
   * @param x [N, …] of this network's input shape and element type
   * @param condition [N,K] where the network is told one
   * @throws ShapeException if a shape differs
   */
  public Tensor forward(Tensor x, Optional<Tensor> condition) {
    Shape shape = x.shape();
    if (shape.rank() == 0 || !shape.equals(inputShape.batched(shape.size(0)))) {
      throw new ShapeException("input", inputShape.batched(1) + " with any N", shape);
    }
    requireCondition(shape.size(0), condition.map(Tensor::shape));
    ops.condition(condition.orElse(null));
    try (Scope scope = Scope.open()) {
      return scope.keep(ops.mixed() ? mixed(x) : description.forward(ops, x));
    } finally {
      ops.condition(null);
    }
  }

  private Tensor mixed(Tensor x) {
    try (Autocast autocast = Autocast.bfloat16()) {
      return description.forward(ops, x).to(elementType);
    }
  }

  private void requireCondition(long count, Optional<Shape> got) {
    Optional<Shape> expected =
        conditionSize == 0 ? Optional.empty() : Optional.of(Shape.of(count, conditionSize));
    if (!expected.equals(got)) {
      throw new ShapeException(
          "condition",
          expected.map(Shape::toString).orElse("none"),
          got.map(Shape::toString).orElse("none"));
    }
  }

  /**
   * This network with other tensors in the place of some of its own, such as weights that are
   * results of a computation: gradients flow through it into them.
   *
   * <p>Buffers that are not replaced are copied, so that batch statistics and power iterations of
   * the result go on from where this network stands without ever moving it. Modes and stream of
   * dropout masks are those of this network; masks that the result draws move the stream. Replaced
   * parameters that are no leaves of a graph cannot be frozen.
   *
   * @param replacements by name; parameters, buffers or both
   * @return to be closed; it keeps its tensors alive until then, also beyond their scopes
   * @throws IllegalArgumentException if a name is not one of this network's, or if shape or type of
   *     a tensor are not those of what it replaces
   */
  public Network with(Map<String, Tensor> replacements) {
    replacements.forEach(this::requireFits);
    NamedTensors tensors = new NamedTensors();
    NamedTensors trained = new NamedTensors();
    try (Scope scope = Scope.open()) {
      for (String name : state.names()) {
        Tensor replacement = replacements.get(name);
        if (parameters.contains(name)) {
          trained.put(name, replacement == null ? parameters.get(name) : replacement);
          tensors.put(name, trained.get(name));
        } else {
          tensors.put(name, replacement == null ? state.get(name).copy() : replacement);
        }
      }
    }
    return new Network(
        description, inputShape, conditionSize, elementType, tensors, trained, ops.over(tensors));
  }

  private void requireFits(String name, Tensor replacement) {
    Tensor own = state.get(name);
    if (!own.shape().equals(replacement.shape())
        || own.elementType() != replacement.elementType()) {
      throw new IllegalArgumentException(
          "replacement of " + name + ": expected " + own + ", got " + replacement);
    }
  }

  /** Everything: parameters and buffers, under the names of the reference implementation. */
  public NamedTensors state() {
    return state;
  }

  /** The tensors that are trained. */
  public NamedTensors parameters() {
    return parameters;
  }

  /** What this network computes. */
  public Layer description() {
    return description;
  }

  /** Shape of one input, without the batch. */
  public Shape inputShape() {
    return inputShape;
  }

  /** Numbers that the network is told beside each input; 0 = none. */
  public int conditionSize() {
    return conditionSize;
  }

  /** Element type of parameters, inputs and outputs. */
  public ElementType elementType() {
    return elementType;
  }

  /** Training (the default) uses batch statistics and dropout; otherwise running statistics. */
  public Network training(boolean training) {
    ops.training(training);
    return this;
  }

  /**
   * Whether convolutions and products of matrices are computed in bfloat16, see {@link Autocast};
   * false by default. Parameters, inputs and outputs keep their element type.
   */
  public Network mixed(boolean mixed) {
    ops.mixed(mixed);
    return this;
  }

  /** Whether convolutions and products of matrices are computed in bfloat16. */
  public boolean mixed() {
    return ops.mixed();
  }

  /** Whether the network is in training mode. */
  public boolean training() {
    return ops.training();
  }

  /** The stream of dropout masks and of noise in training; the caller keeps owning it. */
  public Network dropoutStream(RandomStream stream) {
    ops.dropoutStream(stream);
    return this;
  }

  /**
   * Freezes the parameters until the result is closed: no graph reaches them, they receive no
   * gradients, and the gradient still flows through the network to its input.
   */
  public Frozen freeze() {
    parameters.values().forEach(p -> p.requireGrad(false));
    return () -> parameters.values().forEach(p -> p.requireGrad(true));
  }

  /** Parameters are frozen until this is closed. */
  public interface Frozen extends AutoCloseable {
    @Override
    void close();
  }

  /** All tensors, as the description has them. */
  public List<ParameterInfo> tensors() {
    return describe(description, inputShape, conditionSize, 1).parameters();
  }

  /** Names of the tensors that are not trained. */
  public List<String> bufferNames() {
    return state.names().stream().filter(name -> !parameters.contains(name)).toList();
  }

  @Override
  public void close() {
    parameters.close();
    state.close();
  }
}
