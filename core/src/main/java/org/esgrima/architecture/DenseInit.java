package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Objects;
import org.esgrima.io.NumberOrObject;
import org.esgrima.nn.Init;

/**
 * How the weights of fully connected layers start, whatever the sizes of the layers, and the biases
 * of the hidden ones; those start at 0 if nothing else is said.
 *
 * <p>In a configuration a plain number is the bound of {@link Uniform}; anything else is an object
 * with a {@code type}: {@code {type: he}}, {@code {type: orthogonal, gain: 1.4}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonDeserialize(using = DenseInit.Reader.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = DenseInit.Normal.class, name = "normal"),
  @JsonSubTypes.Type(value = DenseInit.Xavier.class, name = "xavier"),
  @JsonSubTypes.Type(value = DenseInit.He.class, name = "he"),
  @JsonSubTypes.Type(value = DenseInit.Orthogonal.class, name = "orthogonal")
})
public sealed interface DenseInit {
  /** The start of a weight [outputs,inputs]. */
  Init weight(int inputs, int outputs);

  /** The start of the bias of a hidden layer. */
  default Init hiddenBias() {
    return Init.zeros();
  }

  private static void require(String key, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(key + " must be at least 0 and finite, got " + value);
    }
  }

  /**
   * Uniform on [-bound, bound), the same for all layers.
   *
   * @param bound at least 0
   */
  @JsonSerialize(using = Writer.class)
  record Uniform(double bound) implements DenseInit {
    /** Checks the bound. */
    public Uniform {
      require("bound", bound);
    }

    @Override
    public Init weight(int inputs, int outputs) {
      return new Init.Uniform(bound);
    }
  }

  /**
   * N(0, deviation²), the same for all layers.
   *
   * @param deviation at least 0; 0.02 by default, as in DCGAN (Radford et al. 2016, section 4)
   */
  @JsonDeserialize
  record Normal(double deviation) implements DenseInit {
    /** Checks the deviation. */
    public Normal {
      require("deviation", deviation);
    }

    @JsonCreator
    static Normal of(@JsonProperty("deviation") Double deviation) {
      return new Normal(Objects.requireNonNullElse(deviation, 0.02));
    }

    @Override
    public Init weight(int inputs, int outputs) {
      return new Init.Normal(0, deviation);
    }
  }

  /**
   * {@link Init#xavierUniform}: variance 2 / (inputs + outputs), times gain² (Glorot and Bengio
   * 2010, equation (16)).
   *
   * @param gain at least 0; 1 by default
   */
  @JsonDeserialize
  record Xavier(double gain) implements DenseInit {
    /** Checks the gain. */
    public Xavier {
      require("gain", gain);
    }

    @JsonCreator
    static Xavier of(@JsonProperty("gain") Double gain) {
      return new Xavier(Objects.requireNonNullElse(gain, 1.0));
    }

    @Override
    public Init weight(int inputs, int outputs) {
      return Init.xavierUniform(gain, outputs, inputs);
    }
  }

  /**
   * {@link Init#heUniform}: variance 2 / inputs, for layers before a ReLU.
   *
   * @param bias hidden biases start uniform on [-bias, bias), at least 0; 0 by default. For points
   *     in the plane more than 0 spreads the edges of the linear pieces over the plane; with 0 all
   *     of the first layer's go through the origin
   */
  @JsonDeserialize
  record He(double bias) implements DenseInit {
    /** Checks the bound. */
    public He {
      require("bias", bias);
    }

    @JsonCreator
    static He of(@JsonProperty("bias") Double bias) {
      return new He(Objects.requireNonNullElse(bias, 0.0));
    }

    @Override
    public Init weight(int inputs, int outputs) {
      return Init.heUniform(inputs);
    }

    @Override
    public Init hiddenBias() {
      return new Init.Uniform(bias);
    }
  }

  /**
   * {@link Init.Orthogonal}: rows or columns, whichever are fewer, orthogonal and of equal length
   * (Saxe et al. 2014, arXiv 1312.6120).
   *
   * @param gain their length, at least 0; 1 by default
   */
  @JsonDeserialize
  record Orthogonal(double gain) implements DenseInit {
    /** Checks the gain. */
    public Orthogonal {
      require("gain", gain);
    }

    @JsonCreator
    static Orthogonal of(@JsonProperty("gain") Double gain) {
      return new Orthogonal(Objects.requireNonNullElse(gain, 1.0));
    }

    @Override
    public Init weight(int inputs, int outputs) {
      return new Init.Orthogonal(gain);
    }
  }

  /** Reads a plain number as a bound. */
  final class Reader extends NumberOrObject.Reader<DenseInit> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(DenseInit.class);
    }

    @Override
    protected DenseInit ofNumber(double number) {
      return new Uniform(number);
    }
  }

  /** Writes a bound as a plain number. */
  final class Writer extends NumberOrObject.Writer<Uniform> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Uniform.class);
    }

    @Override
    protected double toNumber(Uniform uniform) {
      return uniform.bound();
    }
  }
}
