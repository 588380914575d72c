package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.function.DoubleUnaryOperator;

/**
 * A setting that changes during training: a pure function of the number of real images that the
 * discriminator has seen, so that it means the same at any batch size and after a resume.
 *
 * <p>In a configuration a plain number is a {@link Constant}; anything else is an object with a
 * {@code type}: {@code {type: cosine, from: 2e-4, to: 5e-5, start-images: 0, end-images:
 * 20000000}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonDeserialize(using = ScheduleJson.Reader.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Exponential.class, name = "exponential"),
  @JsonSubTypes.Type(value = Schedule.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine"),
  @JsonSubTypes.Type(value = Schedule.WarmUp.class, name = "warm-up")
})
public sealed interface Schedule {
  /**
   * The value for an update.
   *
   * @param imagesSeen images seen before the update, from 0
   */
  double at(long imagesSeen);

  /** This schedule with every value changed. */
  default Schedule map(DoubleUnaryOperator change) {
    return new Mapped(this, change);
  }

  /**
   * This schedule with every value multiplied, of the same kind and times, so that it can stand in
   * a configuration.
   *
   * @param factor finite
   */
  Schedule scaled(double factor);

  /** Values of another schedule, changed; no setting of a configuration. */
  record Mapped(Schedule of, DoubleUnaryOperator change) implements Schedule {
    @Override
    public double at(long imagesSeen) {
      return change.applyAsDouble(of.at(imagesSeen));
    }

    @Override
    public Schedule scaled(double factor) {
      return map(value -> factor * value);
    }
  }

  /** The same value always. */
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /**
   * The same value always.
   *
   * @param value finite
   */
  @JsonSerialize(using = ScheduleJson.ConstantWriter.class)
  record Constant(double value) implements Schedule {
    /** Checks the value. */
    public Constant {
      Checks.finite("value", value);
    }

    @Override
    public double at(long imagesSeen) {
      return value;
    }

    @Override
    public Constant scaled(double by) {
      return new Constant(by * value);
    }
  }

  /**
   * Divided by a factor again and again: max(floor, start / factor^⌊images / everyImages⌋).
   *
   * <p>Goodfellow et al. 2014 divide the learning rate 0.1 by 1.000004 after every update of 100
   * images, down to 1e-6: {@code new Exponential(0.1, 1.000004, 100, 1e-6)}.
   *
   * @param start value at 0 images
   * @param factor above 0; below 1 the value grows
   * @param everyImages images between two divisions, at least 1
   * @param floor smallest value
   */
  @JsonDeserialize
  record Exponential(double start, double factor, long everyImages, double floor)
      implements Schedule {
    /** Checks all settings. */
    public Exponential {
      Checks.finite("start", start);
      Checks.finite("floor", floor);
      Checks.atLeastOne("every-images", everyImages);
      Checks.positive("factor", factor);
    }

    @Override
    public double at(long imagesSeen) {
      long divisions = imagesSeen / everyImages;
      return Math.max(floor, start / Math.pow(factor, (double) divisions));
    }

    @Override
    public Exponential scaled(double by) {
      return new Exponential(by * start, factor, everyImages, by * floor);
    }
  }

  /**
   * A straight line between two points, level before and after.
   *
   * <p>With {@code everyImages} above 1 the value moves in steps, after every so many images
   * counted from 0. The momentum of Goodfellow et al. 2014 grows from 0.5 in epoch 1 to 0.7 in
   * epoch 250 and changes between epochs of 50,000 images only; epoch 250 begins after 249 epochs:
   * {@code new Linear(0.5, 0.7, 0, 249 * 50_000, 50_000)}.
   *
   * @param from value up to {@code startImages}
   * @param to value from {@code endImages} on
   * @param startImages at least 0
   * @param endImages above {@code startImages}
   * @param everyImages images between two changes, at least 1
   */
  @JsonDeserialize
  record Linear(double from, double to, long startImages, long endImages, long everyImages)
      implements Schedule {
    /** Checks all settings. */
    public Linear {
      Checks.finite("from", from);
      Checks.finite("to", to);
      Checks.span(startImages, endImages);
      Checks.atLeastOne("every-images", everyImages);
    }

    @Override
    public double at(long imagesSeen) {
      long changed = imagesSeen / everyImages * everyImages;
      return from + Progress.between(changed, startImages, endImages) * (to - from);
    }

    @Override
    public Linear scaled(double by) {
      return new Linear(by * from, by * to, startImages, endImages, everyImages);
    }
  }

  /**
   * Half a cosine wave between two points, level before and after: to + ½ (1 + cos πu) (from − to),
   * where u goes from 0 at {@code startImages} to 1 at {@code endImages} (Loshchilov and Hutter
   * 2017, arXiv 1608.03983, equation (5)). R3GAN's "burn-in" of learning rate, β₂, γ and average
   * (Huang et al. 2024, arXiv 2501.05441) is this with start 0.
   *
   * @param from value up to {@code startImages}
   * @param to value from {@code endImages} on
   * @param startImages at least 0
   * @param endImages above {@code startImages}
   */
  @JsonDeserialize
  record Cosine(double from, double to, long startImages, long endImages) implements Schedule {
    /** Checks all settings. */
    public Cosine {
      Checks.finite("from", from);
      Checks.finite("to", to);
      Checks.span(startImages, endImages);
    }

    @Override
    public double at(long imagesSeen) {
      double progress = Progress.between(imagesSeen, startImages, endImages);
      double decay = 0.5 * (1 + Math.cos(Math.PI * progress));
      return from + (1 - decay) * (to - from);
    }

    @Override
    public Cosine scaled(double by) {
      return new Cosine(by * from, by * to, startImages, endImages);
    }
  }

  /**
   * A straight line up to another schedule, which goes on from there.
   *
   * @param from value at 0 images
   * @param images length of the line, at least 1; at its end the value is {@code then.at(images)}
   * @param then what follows; it counts images from 0 as well
   */
  @JsonDeserialize
  record WarmUp(double from, long images, Schedule then) implements Schedule {
    /** Checks all settings. */
    public WarmUp {
      Checks.finite("from", from);
      Checks.atLeastOne("images", images);
      Checks.present("then", then);
    }

    @Override
    public double at(long imagesSeen) {
      if (imagesSeen >= images) {
        return then.at(imagesSeen);
      }
      return from + (double) imagesSeen / images * (then.at(images) - from);
    }

    @Override
    public WarmUp scaled(double by) {
      return new WarmUp(by * from, images, then.scaled(by));
    }
  }
}
