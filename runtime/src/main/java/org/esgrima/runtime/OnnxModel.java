package org.esgrima.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** A graph of float32 values in ONNX Runtime, on the processor. */
public final class OnnxModel implements AutoCloseable {
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
      // Threads that wait by spinning would take the processor from the rest of the program.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
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
    private final float[] numbers;
    private final long[] sizes;

    /** Numbers of that array, row by row. */
    public Values(float[] numbers, long... sizes) {
      this.numbers = numbers;
      this.sizes = sizes;
    }
  }

  /**
   * Computes the first output.
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
        FloatBuffer buffer = output.getFloatBuffer();
        float[] numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(Values values) throws OrtException {
    long size = LongStream.of(values.sizes).reduce(1, Math::multiplyExact);
    if (size != values.numbers.length) {
      throw new IllegalArgumentException(values.numbers.length + " numbers for " + size);
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values.numbers), values.sizes);
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
