package org.esgrima.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** A graph of float32 values in ONNX Runtime, on the processor. */
public final class OnnxModel implements AutoCloseable {
  private static final String SPIN_MICROSECONDS = "1000";

  private final OrtEnvironment environment;
  private final OrtSession session;

  /**
   * Loads a model.
   *
   * @param model content of an ONNX file
   * @param threads that one call may use; 0 = as many as there are cores
   * @throws OrtException if ONNX Runtime cannot read it
   */
  public OnnxModel(byte[] model, int threads) throws OrtException {
    environment = OnnxEnvironment.get();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      // Threads that are woken for every operation take a third longer for one image. They wait
      // by spinning for a moment; left to itself, ONNX Runtime lets them spin for 50 ms, in which
      // they take the processor from the rest of the program.
      options.addConfigEntry("session.intra_op.allow_spinning", "1");
      options.addConfigEntry("session.intra_op.spin_duration_us", SPIN_MICROSECONDS);
      session = environment.createSession(model, options);
    }
  }

  /** Metadata of the file. */
  public Map<String, String> metadata() {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /** Names of the inputs, in order. */
  public Set<String> inputs() {
    return session.getInputNames();
  }

  /** Numbers and the sizes of their array; not copied. */
  public static final class Values {
    private final Buffer numbers;
    private final long[] sizes;

    private Values(Buffer numbers, long[] sizes) {
      long size = LongStream.of(sizes).reduce(1, Math::multiplyExact);
      if (size != numbers.remaining()) {
        throw new IllegalArgumentException(numbers.remaining() + " numbers for " + size);
      }
      this.numbers = numbers;
      this.sizes = sizes;
    }

    /** Numbers of that array, float32, row by row. */
    public Values(float[] numbers, long... sizes) {
      this(FloatBuffer.wrap(numbers), sizes);
    }

    /** A vector of int64. */
    public static Values labels(long... labels) {
      return new Values(LongBuffer.wrap(labels), new long[] {labels.length});
    }
  }

  /**
   * Computes the first output, of float32 or uint8.
   *
   * @param inputs all inputs by name
   * @throws IllegalStateException if ONNX Runtime fails
   */
  public float[] run(Map<String, Values> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Values> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        OnnxTensor output = (OnnxTensor) result.get(0);
        return output.getInfo().type == OnnxJavaType.UINT8
            ? floats(output.getByteBuffer())
            : floats(output.getFloatBuffer());
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] floats(FloatBuffer buffer) {
    if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
      return buffer.array(); // a copy already, which ONNX Runtime made for its caller
    }
    float[] numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  private static float[] floats(ByteBuffer buffer) {
    float[] numbers = new float[buffer.remaining()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(buffer.get(i));
    }
    return numbers;
  }

  private OnnxTensor tensor(Values values) throws OrtException {
    return values.numbers instanceof LongBuffer labels
        ? OnnxTensor.createTensor(environment, labels, values.sizes)
        : OnnxTensor.createTensor(environment, (FloatBuffer) values.numbers, values.sizes);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }
}
