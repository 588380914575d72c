package org.esgrima.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * An n-dimensional array in native memory, with the operations that GANs need.
 *
 * <p>Results belong to the caller's innermost {@link Scope}. Operations record a graph for {@link
 * Autograd} where an operand requires gradients. Methods named {@code …InPlace}, {@link #copyFrom}
 * and {@link #zero} change this tensor; all others return a new one (which may share its storage
 * where the method says so).
 */
public final class Tensor {
  static {
    Native.load();
  }

  private final org.bytedeco.pytorch.Tensor handle;

  private Tensor(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
  }

  static Tensor of(Supplier<org.bytedeco.pytorch.Tensor> nativeCall) {
    Scope.requireOpen();
    return new Tensor(Native.call(nativeCall));
  }

  /** A part of a tuple is borrowed from it and dies with it; a handle of our own does not. */
  static org.bytedeco.pytorch.Tensor owned(org.bytedeco.pytorch.Tensor borrowed) {
    return new org.bytedeco.pytorch.Tensor(borrowed);
  }

  org.bytedeco.pytorch.Tensor handle() {
    if (handle.isNull()) {
      throw new IllegalStateException("this tensor was freed when its scope or owner closed");
    }
    return handle;
  }

  // ---- making ----------------------------------------------------------------------------------

  static org.bytedeco.pytorch.Tensor emptyNative(ElementType type, Shape shape, Device device) {
    TensorOptions options =
        new TensorOptions(ElementTypes.toNative(type))
            .device(new DeviceOptional(device.toNative()));
    return torch.empty(shape.sizes(), options, new MemoryFormatOptional());
  }

  /** All elements 0. */
  public static Tensor zeros(ElementType type, Shape shape) {
    return full(type, shape, 0);
  }

  /** All elements {@code value}. */
  public static Tensor full(ElementType type, Shape shape, double value) {
    return of(() -> emptyNative(type, shape, Device.current()).fill_(new Scalar(value)));
  }

  /** A float32 tensor of these values, row by row. */
  public static Tensor of(float[] values, Shape shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    return of(ElementType.F32, shape, bytes);
  }

  /** A float64 tensor of these values, row by row. */
  public static Tensor of(double[] values, Shape shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    return of(ElementType.F64, shape, bytes);
  }

  /**
   * A tensor of the bytes from position to limit, copied; row by row, in native byte order.
   *
   * @throws IllegalArgumentException if the number of bytes does not fit type and shape
   */
  public static Tensor of(ElementType type, Shape shape, ByteBuffer bytes) {
    long expected = shape.elements() * type.bytes();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          type + shape.toString() + " takes " + expected + " bytes, got " + bytes.remaining());
    }
    Tensor tensor = of(() -> emptyNative(type, shape, Device.CPU));
    if (expected > 0) {
      tensor.storage().put(bytes.duplicate());
    }
    return tensor.onCurrentDevice();
  }

  /** An int64 tensor of these values, row by row. */
  public static Tensor of(long[] values, Shape shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.nativeOrder());
    bytes.asLongBuffer().put(values);
    return of(ElementType.I64, shape, bytes);
  }

  /** Joins tensors along an existing dimension. */
  public static Tensor concat(List<Tensor> parts, int dim) {
    return of(() -> torch.cat(vector(parts), dim));
  }

  /** Joins tensors of equal shape along a new dimension. */
  public static Tensor stack(List<Tensor> parts, int dim) {
    return of(() -> torch.stack(vector(parts), dim));
  }

  private static TensorVector vector(List<Tensor> parts) {
    TensorVector vector = new TensorVector(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      vector.put(i, parts.get(i).handle());
    }
    return vector;
  }

  // ---- asking ----------------------------------------------------------------------------------

  /** Sizes of all dimensions. */
  public Shape shape() {
    return new Shape(handle().shape());
  }

  /** Type of the elements. */
  public ElementType elementType() {
    return ElementTypes.fromNative(handle().scalar_type());
  }

  /** Whether graphs are recorded for gradients with respect to this tensor. */
  public boolean requiresGrad() {
    return handle().requires_grad();
  }

  /** Whether shapes, types and all elements are equal (NaN differs from itself). */
  public boolean contentEquals(Tensor other) {
    return elementType() == other.elementType()
        && shape().equals(other.shape())
        && Native.call(() -> torch.equal(handle(), other.handle()));
  }

  /** Whether no element is NaN or infinite. Waits for the device. */
  public boolean isFinite() {
    try (Scope scope = Scope.open()) {
      return of(() -> handle().isfinite().all()).item() != 0;
    }
  }

  // ---- reading ---------------------------------------------------------------------------------

  /** The value of a tensor with one element. Waits for the device. */
  public double item() {
    try (Scope scope = Scope.open()) {
      return Native.call(() -> handle().to(torch.ScalarType.Double).item_double());
    }
  }

  /** All elements as float32, row by row. Waits for the device. */
  public float[] toFloats() {
    try (Scope scope = Scope.open()) {
      Tensor source = to(ElementType.F32);
      float[] values = new float[Math.toIntExact(source.shape().elements())];
      if (values.length > 0) {
        source.toBytes().asFloatBuffer().get(values);
      }
      return values;
    }
  }

  /** All elements as float64, row by row. Waits for the device. */
  public double[] toDoubles() {
    try (Scope scope = Scope.open()) {
      Tensor source = to(ElementType.F64);
      double[] values = new double[Math.toIntExact(source.shape().elements())];
      if (values.length > 0) {
        source.toBytes().asDoubleBuffer().get(values);
      }
      return values;
    }
  }

  /** A copy of the raw bytes, row by row, in native byte order. Waits for the device. */
  public ByteBuffer toBytes() {
    try (Scope scope = Scope.open()) {
      Tensor source = to(Device.CPU).contiguous();
      int bytes = Math.toIntExact(source.shape().elements() * source.elementType().bytes());
      ByteBuffer copy = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
      if (bytes > 0) {
        copy.put(source.storage());
      }
      return copy.flip();
    }
  }

  /** The memory itself; valid only while the tensor lives, so it never leaves this class. */
  private ByteBuffer storage() {
    long bytes = shape().elements() * elementType().bytes();
    return new BytePointer(handle().data_ptr())
        .position(0)
        .capacity(bytes)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  // ---- graphs ----------------------------------------------------------------------------------

  /** Marks this tensor as one whose gradients are wanted, or not; returns itself. */
  public Tensor requireGrad(boolean wanted) {
    Native.run(() -> handle().requires_grad_(wanted));
    return this;
  }

  /** The same values outside any graph; shares the storage. */
  public Tensor detach() {
    return of(() -> handle().detach());
  }

  // ---- type, device, layout --------------------------------------------------------------------

  /** The values in another element type; shares the storage if nothing changes. */
  public Tensor to(ElementType type) {
    return of(() -> handle().to(ElementTypes.toNative(type)));
  }

  /** The values on another device; shares the storage if nothing changes. */
  public Tensor to(Device device) {
    return of(() -> handle().to(device.toNative(), handle().scalar_type().intern()));
  }

  /** The values where tensors are made; itself if it is there. */
  Tensor onCurrentDevice() {
    Device device = Device.current();
    return device.equals(Device.CPU) ? this : to(device);
  }

  /**
   * The values in the element type and on the device of another tensor; shares the storage if
   * nothing changes.
   */
  public Tensor like(Tensor other) {
    return of(() -> handle().to(other.handle()));
  }

  /** The values on the device of another tensor; shares the storage if nothing changes. */
  public Tensor onDeviceOf(Tensor other) {
    return of(() -> handle().to(other.handle().device(), handle().scalar_type().intern()));
  }

  /** A copy with its own storage. */
  public Tensor copy() {
    return of(() -> handle().clone());
  }

  /** The values row by row in memory; shares the storage if they already are. */
  public Tensor contiguous() {
    return of(() -> handle().contiguous());
  }

  // ---- shape -----------------------------------------------------------------------------------

  /** The same elements in another shape; one size may be -1. Shares the storage where possible. */
  public Tensor reshape(long... sizes) {
    return of(() -> ChannelsLast.leaving(handle()).reshape(sizes));
  }

  /** The elements of a dimension at these indices, in their order, copied. */
  public Tensor indexSelect(int dim, long... indices) {
    Tensor index = of(indices, Shape.of(indices.length));
    return of(
        () ->
            handle()
                .index_select(dim, index.handle().to(handle().device(), torch.ScalarType.Long)));
  }

  /**
   * The images [N,C,H,W] with {@code size} more pixels on each side, mirrored at the outermost
   * ones, which are not repeated.
   */
  public Tensor reflectionPad(int size) {
    return of(() -> torch.reflection_pad2d(handle(), size, size, size, size));
  }

  /** Swaps two dimensions; shares the storage. */
  public Tensor transpose(int a, int b) {
    return of(() -> handle().transpose(a, b));
  }

  /** Elements {@code from} to {@code from + length} of a dimension; shares the storage. */
  public Tensor narrow(int dim, long from, long length) {
    return of(() -> handle().narrow(dim, from, length));
  }

  /** Element {@code index} of a dimension, which disappears; shares the storage. */
  public Tensor select(int dim, long index) {
    return of(() -> handle().select(dim, index));
  }

  /** The same elements, repeated along dimensions of size 1; shares the storage. */
  public Tensor expand(long... sizes) {
    return of(() -> handle().expand(sizes));
  }

  /**
   * Elements picked by their index along a dimension: result[i][j][k] = this[i][index[i][j][k]][k]
   * for dimension 1 of three.
   *
   * @param index int64 on any device, of this rank; its other sizes are those of this tensor or 1
   */
  public Tensor takeAlong(int dim, Tensor index) {
    return of(
        () ->
            torch.take_along_dim(
                handle(),
                index.handle().to(handle().device(), torch.ScalarType.Long),
                new LongOptional(dim)));
  }

  // ---- arithmetic ------------------------------------------------------------------------------

  /** this + other, broadcast. */
  public Tensor add(Tensor other) {
    return of(() -> handle().add(other.handle()));
  }

  /** this + value. */
  public Tensor add(double value) {
    return of(() -> handle().add(new Scalar(value)));
  }

  /** this − other, broadcast. */
  public Tensor sub(Tensor other) {
    return of(() -> handle().sub(other.handle()));
  }

  /** this · other, element by element, broadcast. */
  public Tensor mul(Tensor other) {
    return of(() -> handle().mul(other.handle()));
  }

  /** this · value. */
  public Tensor mul(double value) {
    return of(() -> handle().mul(new Scalar(value)));
  }

  /** this · factor + summand, element by element, broadcast, in one pass. */
  public Tensor mulAdd(Tensor factor, Tensor summand) {
    return of(() -> summand.handle().addcmul(handle(), factor.handle()));
  }

  /** this / other, element by element, broadcast. */
  public Tensor div(Tensor other) {
    return of(() -> handle().div(other.handle()));
  }

  /** −this. */
  public Tensor neg() {
    return of(() -> handle().neg());
  }

  /** this². */
  public Tensor square() {
    return of(() -> handle().square());
  }

  /** |this|. */
  public Tensor abs() {
    return of(() -> handle().abs());
  }

  /** √this. */
  public Tensor sqrt() {
    return of(() -> handle().sqrt());
  }

  /** 1 / √this. */
  public Tensor rsqrt() {
    return of(() -> handle().rsqrt());
  }

  /** eˣ. */
  public Tensor exp() {
    return of(() -> handle().exp());
  }

  /** x · log x, and 0 at 0. */
  public Tensor xLogX() {
    return of(() -> torch.xlogy(handle(), handle()));
  }

  /** Every element limited to [low, high]. */
  public Tensor clamp(double low, double high) {
    return of(
        () ->
            handle()
                .clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
  }

  /** 1 where this &gt; value, else 0; {@link ElementType#BOOL}. */
  public Tensor greaterThan(double value) {
    return of(() -> handle().gt(new Scalar(value)));
  }

  /** 1 where this &lt; value, else 0; {@link ElementType#BOOL}. */
  public Tensor lessThan(double value) {
    return of(() -> handle().lt(new Scalar(value)));
  }

  /** 1 where this &lt; other, broadcast, else 0; {@link ElementType#BOOL}. */
  public Tensor lessThan(Tensor other) {
    return of(() -> handle().lt(other.handle()));
  }

  /** 1 where this ≤ other, broadcast, else 0; {@link ElementType#BOOL}. */
  public Tensor lessOrEqual(Tensor other) {
    return of(() -> handle().le(other.handle()));
  }

  /** Matrix product. */
  public Tensor matmul(Tensor other) {
    return of(() -> handle().matmul(other.handle()));
  }

  // ---- reductions ------------------------------------------------------------------------------

  /** Sum of all elements, a scalar. */
  public Tensor sum() {
    return of(() -> handle().sum());
  }

  /** Mean of all elements, a scalar. */
  public Tensor mean() {
    return of(() -> handle().mean());
  }

  /** Mean over some dimensions, which disappear. */
  public Tensor mean(long... dims) {
    return of(() -> handle().mean(dims, false, new ScalarTypeOptional()));
  }

  /** Sum over some dimensions, which disappear. */
  public Tensor sum(long... dims) {
    return of(() -> handle().sum(dims, false, new ScalarTypeOptional()));
  }

  /**
   * Euclidean norm √Σx² over some dimensions, which disappear. Its gradient where all elements are
   * 0, which does not exist, is 0; that of the root of a sum would be NaN.
   */
  public Tensor norm(long... dims) {
    return of(
        () ->
            torch.linalg_vector_norm(
                handle(), new Scalar(2.0), dims, false, new ScalarTypeOptional()));
  }

  /** Largest element along a dimension, which disappears. */
  public Tensor max(int dim) {
    return of(() -> owned(handle().max(dim).get0()));
  }

  /** Smallest element along a dimension, which disappears. */
  public Tensor min(int dim) {
    return of(() -> owned(handle().min(dim).get0()));
  }

  /** Index of the smallest element along a dimension, which disappears; {@link ElementType#I64}. */
  public Tensor argMin(int dim) {
    return of(() -> handle().argmin(new LongOptional(dim), false));
  }

  /** The {@code count} smallest elements along a dimension, in no particular order. */
  public Tensor smallest(int count, int dim) {
    return of(() -> owned(handle().topk(count, dim, false, false).get0()));
  }

  /** log Σ eˣ along a dimension, which disappears; exact for large |x|. */
  public Tensor logSumExp(int dim) {
    return of(() -> handle().logsumexp(new long[] {dim}, false));
  }

  /** The elements along a dimension in ascending order. */
  public Tensor sort(int dim) {
    return of(() -> owned(handle().sort(dim, false).get0()));
  }

  /**
   * The matrix Q of Q·R = this with QᵀQ = 1 and R upper triangular with a diagonal of at least 0,
   * which makes it unique; this [M,N] with M ≥ N and independent columns, result [M,N].
   */
  public Tensor orthonormal() {
    return of(
        () -> {
          var factors = torch.linalg_qr(handle());
          return factors.get0().mul(factors.get1().diagonal().sign());
        });
  }

  // ---- activations -----------------------------------------------------------------------------

  /** max(x, 0). */
  public Tensor relu() {
    return of(() -> handle().relu());
  }

  /** x for x &gt; 0, slope · x otherwise. */
  public Tensor leakyRelu(double slope) {
    return of(() -> torch.leaky_relu(handle(), new Scalar(slope)));
  }

  /** tanh x. */
  public Tensor tanh() {
    return of(() -> handle().tanh());
  }

  /** 1 / (1 + e⁻ˣ). */
  public Tensor sigmoid() {
    return of(() -> handle().sigmoid());
  }

  /** log(1 + eˣ), exact for large |x|; the identity above 20 (an error below 2.1e-9). */
  public Tensor softplus() {
    return of(() -> torch.softplus(handle()));
  }

  /** eˣ / Σ eˣ over a dimension, exact for large |x|. */
  public Tensor softmax(int dim) {
    return of(() -> handle().softmax(dim, new ScalarTypeOptional()));
  }

  /** x − log Σ eˣ over a dimension, exact for large |x|: the logarithm of {@link #softmax}. */
  public Tensor logSoftmax(int dim) {
    return of(() -> handle().log_softmax(dim, new ScalarTypeOptional()));
  }

  // ---- layers ----------------------------------------------------------------------------------

  /** x · weightᵀ + bias; this [N,I], weight [O,I], bias [O], result [N,O]. */
  public Tensor linear(Tensor weight, Tensor bias) {
    return DenseLayer.of(this, weight, new TensorOptional(bias.handle()));
  }

  /** x · weightᵀ; this [N,I], weight [O,I], result [N,O]. */
  public Tensor linear(Tensor weight) {
    return DenseLayer.of(this, weight, new TensorOptional());
  }

  /** Cross-correlation without bias; this [N,I,H,W], weight [O,I,kH,kW]. */
  public Tensor conv2d(Tensor weight, int stride, int padding) {
    Shape in = shape();
    Shape kernel = weight.shape();
    if (padding == 0
        && in.rank() == 4
        && in.size(1) == kernel.size(1)
        && in.size(2) == kernel.size(2)
        && in.size(3) == kernel.size(3)) {
      // One output pixel is a matrix product, which is computed several times faster as one.
      Tensor product = reshape(in.size(0), -1).linear(weight.reshape(kernel.size(0), -1));
      return product.reshape(in.size(0), kernel.size(0), 1, 1);
    }
    return new Convolution(stride, padding, 1).of(this, weight, new TensorOptional());
  }

  /** Cross-correlation; this [N,I,H,W], weight [O,I,kH,kW], bias [O]. */
  public Tensor conv2d(Tensor weight, Tensor bias, int stride, int padding) {
    return conv2d(weight, bias, stride, padding, 1);
  }

  /**
   * Cross-correlation in groups: each part of the output's channels sees its part of the input's
   * alone; this [N,I,H,W], weight [O,I/groups,kH,kW], bias [O].
   */
  public Tensor conv2d(Tensor weight, Tensor bias, int stride, int padding, int groups) {
    return new Convolution(stride, padding, groups)
        .of(this, weight, new TensorOptional(bias.handle()));
  }

  /** Every pixel becomes four equal ones; this [N,C,H,W], result [N,C,2H,2W]. */
  public Tensor upsampleNearest() {
    Shape in = shape();
    return of(
        () -> torch.upsample_nearest2d(handle(), new long[] {2 * in.size(2), 2 * in.size(3)}));
  }

  /** Means over squares of 2 × 2 pixels; this [N,C,H,W], result [N,C,⌊H/2⌋,⌊W/2⌋]. */
  public Tensor averagePool() {
    return of(() -> torch.avg_pool2d(handle(), 2, 2));
  }

  /** Transposed convolution; this [N,I,H,W], weight [I,O,kH,kW]. */
  public Tensor convTranspose2d(Tensor weight, int stride, int padding) {
    Shape in = shape();
    Shape kernel = weight.shape();
    if (padding == 0
        && in.rank() == 4
        && in.size(1) == kernel.size(0)
        && in.size(2) == 1
        && in.size(3) == 1) {
      // From one input pixel: a matrix product again.
      Tensor product = reshape(in.size(0), -1).matmul(weight.reshape(kernel.size(0), -1));
      return product.reshape(in.size(0), kernel.size(1), kernel.size(2), kernel.size(3));
    }
    return new Convolution(stride, padding, 1).transposed(this, weight);
  }

  /**
   * Batch normalisation over all dimensions but the second (Ioffe and Szegedy 2015).
   *
   * @param runningMean [C], and {@code runningVar} [C]: used when {@code training} is false, moved
   *     towards the batch's statistics by {@code momentum} (with the unbiased variance) when true
   */
  public Tensor batchNorm(
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVar,
      boolean training,
      double momentum,
      double epsilon) {
    return of(
        () ->
            torch.batch_norm(
                handle(),
                new TensorOptional(weight.handle()),
                new TensorOptional(bias.handle()),
                new TensorOptional(runningMean.handle()),
                new TensorOptional(runningVar.handle()),
                training,
                momentum,
                epsilon,
                true));
  }

  // ---- in place --------------------------------------------------------------------------------

  /** Overwrites the elements with those of a tensor of equal shape. */
  public Tensor copyFrom(Tensor source) {
    if (!shape().equals(source.shape())) {
      throw new IllegalArgumentException(
          "shapes differ: expected " + shape() + ", got " + source.shape());
    }
    return inPlace(() -> handle().copy_(source.handle()));
  }

  /** Sets every element to 0. */
  public Tensor zero() {
    return inPlace(() -> handle().zero_());
  }

  /** this += value. */
  public Tensor addInPlace(double value) {
    return inPlace(() -> handle().add_(new Scalar(value)));
  }

  /** this += value; for tensors of integers as well. */
  public Tensor addInPlace(long value) {
    return inPlace(() -> handle().add_(new Scalar(value)));
  }

  /** this += factor · other. */
  public Tensor addInPlace(Tensor other, double factor) {
    return inPlace(() -> handle().add_(other.handle(), new Scalar(factor)));
  }

  /** this *= value. */
  public Tensor mulInPlace(double value) {
    return inPlace(() -> handle().mul_(new Scalar(value)));
  }

  /** Limits every element to [low, high]. */
  public Tensor clampInPlace(double low, double high) {
    return inPlace(
        () ->
            handle()
                .clamp_(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
  }

  /** this += weight · (target − this). */
  public Tensor lerpInPlace(Tensor target, double weight) {
    return inPlace(() -> handle().lerp_(target.handle(), new Scalar(weight)));
  }

  /** this += factor · a · b, element by element. */
  public Tensor addProductInPlace(Tensor a, Tensor b, double factor) {
    return inPlace(() -> handle().addcmul_(a.handle(), b.handle(), new Scalar(factor)));
  }

  /** this += factor · a / b, element by element. */
  public Tensor addQuotientInPlace(Tensor a, Tensor b, double factor) {
    return inPlace(() -> handle().addcdiv_(a.handle(), b.handle(), new Scalar(factor)));
  }

  private Tensor inPlace(Supplier<org.bytedeco.pytorch.Tensor> nativeCall) {
    Scope.requireOpen();
    Native.call(nativeCall);
    return this;
  }

  @Override
  public String toString() {
    return handle.isNull() ? "freed tensor" : elementType() + shape().toString();
  }
}
