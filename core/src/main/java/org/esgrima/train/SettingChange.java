package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.optim.Schedule;
import org.esgrima.run.control.Command;

/**
 * From what somebody asks of a setting to the value that it gets.
 *
 * <pre>
 * 1e-4                a plain number: that value from now on
 *                     a schedule: scaled as a whole so that it has that value now
 * "x0.5"              the value or all values of the schedule, multiplied
 * {type: cosine, …}   another schedule
 * "configured"        what the run was started with
 * </pre>
 *
 * @param config the settings that hold
 * @param images real images seen so far: the point in time for schedules
 * @param rateShare by which the run multiplies all learning rates, since it was rolled back
 */
record SettingChange(TrainingConfig config, long images, double rateShare) {
  private static final String REMEDY = "Give a number, a factor such as x0.5, or configured";

  /**
   * The value in the place of the configured one; empty where that one holds again.
   *
   * @throws InputException if there is no such setting or the value cannot be used
   */
  Optional<JsonNode> of(String key, JsonNode asked) {
    JsonNode now = SteerableSettings.value(config, key);
    if (asked.isTextual() && asked.textValue().equals(Command.Set.CONFIGURED)) {
      return Optional.empty();
    }
    JsonNode becomes = becomes(key, now, asked);
    SteerableSettings.with(config, Map.of(key, becomes));
    return Optional.of(becomes);
  }

  private JsonNode becomes(String key, JsonNode now, JsonNode asked) {
    if (asked.isObject()) {
      return asked;
    }
    if (asked.isTextual() && asked.textValue().matches("[x×*].+")) {
      return scaled(key, now, number(key, asked, asked.textValue().substring(1)));
    }
    double wanted = number(key, asked, asked.asText());
    if (SteerableSettings.isStepCount(key)) {
      return whole(key, wanted);
    }
    if (SteerableSettings.isLearningRate(key)) {
      if (!(wanted > 0)) {
        throw unusable(key, "a learning rate above 0", asked, "To rest a player, use players");
      }
      wanted /= rateShare;
    }
    return now.isObject() ? scheduled(key, now, wanted) : DoubleNode.valueOf(wanted);
  }

  private JsonNode scheduled(String key, JsonNode now, double wanted) {
    double value = schedule(key, now).at(images);
    if (value == 0) {
      throw unusable(
          key, "a factor, since the schedule is 0 at this moment", wanted, "Give x2 or the like");
    }
    return scaled(key, now, wanted / value);
  }

  private static JsonNode scaled(String key, JsonNode now, double factor) {
    if (!(factor >= 0) || (factor == 0 && SteerableSettings.isLearningRate(key))) {
      throw unusable(key, "a factor above 0", factor, REMEDY);
    }
    if (SteerableSettings.isStepCount(key)) {
      return whole(key, now.asDouble() * factor);
    }
    return Json.tree(schedule(key, now).scaled(factor));
  }

  private static Schedule schedule(String key, JsonNode value) {
    return Json.bind(value, Schedule.class, key);
  }

  private static JsonNode whole(String key, double value) {
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw unusable(key, "a whole number of at least 1", value, REMEDY);
    }
    return IntNode.valueOf((int) value);
  }

  private static double number(String key, JsonNode asked, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw unusable(key, "a number or a factor", asked, REMEDY);
    }
    throw unusable(key, "a finite number", asked, REMEDY);
  }

  private static InputException unusable(String key, String expected, Object got, String remedy) {
    return new InputException("unusable value", key, expected, got, remedy);
  }
}
