package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-15);

  @Test
  void learningRateOfThePaperIsDividedAfterEveryUpdateOfOneHundredImages() {
    Schedule rate = new Schedule.Exponential(0.1, 1.000004, 100, 1e-6);
    assertThat(rate.at(0)).isEqualTo(0.1);
    assertThat(rate.at(99)).isEqualTo(0.1);
    assertThat(rate.at(100)).isCloseTo(0.1 / 1.000004, EXACT);
    assertThat(rate.at(200)).isCloseTo(0.1 / 1.000004 / 1.000004, EXACT);
    // 250 epochs of 500 updates: e to the power of −125,000 · log 1.000004
    assertThat(rate.at(250 * 50_000L))
        .isCloseTo(0.1 * Math.exp(-125_000 * Math.log1p(4e-6)), Offset.offset(1e-12));
    // the floor is reached after log 1e5 / log 1.000004 = 2,878,237.1 updates
    assertThat(rate.at(287_823_700L)).isGreaterThan(1e-6);
    assertThat(rate.at(287_823_800L)).isEqualTo(1e-6);
    assertThat(rate.at(Long.MAX_VALUE)).isEqualTo(1e-6);
  }

  @Test
  void momentumOfThePaperGrowsOnceAnEpochFromEpochOneToEpochTwoHundredFifty() {
    long epoch = 50_000;
    Schedule momentum = new Schedule.Linear(0.5, 0.7, 0, 249 * epoch, epoch);
    assertThat(momentum.at(0)).isEqualTo(0.5);
    assertThat(momentum.at(epoch - 1)).isEqualTo(0.5);
    assertThat(momentum.at(epoch)).isCloseTo(0.5 + 0.2 / 249, EXACT);
    assertThat(momentum.at(2 * epoch - 1)).isCloseTo(0.5 + 0.2 / 249, EXACT);
    assertThat(momentum.at(124 * epoch)).isCloseTo(0.5 + 0.2 * 124 / 249, EXACT);
    assertThat(momentum.at(249 * epoch - 1)).isCloseTo(0.5 + 0.2 * 248 / 249, EXACT);
    assertThat(momentum.at(249 * epoch)).isCloseTo(0.7, EXACT);
    assertThat(momentum.at(1000 * epoch)).isCloseTo(0.7, EXACT);
  }

  @Test
  void linesAreLevelBeforeAndAfter() {
    Schedule line = new Schedule.Linear(1, 3, 100, 200, 1);
    assertThat(line.at(0)).isEqualTo(1);
    assertThat(line.at(100)).isEqualTo(1);
    assertThat(line.at(101)).isCloseTo(1.02, EXACT);
    assertThat(line.at(150)).isEqualTo(2);
    assertThat(line.at(1000)).isEqualTo(3);
  }

  @Test
  void cosineIsHalfWayInTheMiddleAndFlatAtTheEnds() {
    Schedule cosine = new Schedule.Cosine(2, 1, 100, 300);
    assertThat(cosine.at(0)).isEqualTo(2);
    assertThat(cosine.at(150)).isCloseTo(1 + 0.5 * (1 + Math.sqrt(0.5)), EXACT);
    assertThat(cosine.at(200)).isCloseTo(1.5, EXACT);
    assertThat(cosine.at(10_000)).isEqualTo(1);
  }

  @Test
  void burnInOfR3ganIsThatOfTheReference() {
    try (Golden golden = Golden.open("r3gan/schedule")) {
      for (Map.Entry<String, JsonNode> entry : golden.config().path("schedules").properties()) {
        Schedule schedule = burnIn(entry.getValue());
        double[] values =
            Arrays.stream(golden.values("cur_nimg")).map(n -> schedule.at((long) n)).toArray();
        golden.assertClose(values, "value." + entry.getKey(), ElementType.F64);
      }
    }
  }

  @Test
  void halfLifeOfTheAverageOfR3ganIsThatOfTheReference() {
    try (Golden golden = Golden.open("r3gan/schedule")) {
      int batch = golden.config().path("batch").intValue();
      Schedule halfLife = burnIn(golden.config().path("schedules").path("ema_nimg"));
      EmaSettings ema = new EmaSettings.HalfLife(halfLife, 0);
      double[] betas =
          Arrays.stream(golden.values("cur_nimg")).map(n -> ema.beta((long) n, batch)).toArray();
      golden.assertClose(betas, "ema_beta", ElementType.F64);
    }
  }

  private static Schedule burnIn(JsonNode settings) {
    long warmUp = settings.path("warmup_nimg").asLong(0);
    long hold = settings.path("hold_base_value_nimg").asLong(0);
    Schedule cosine =
        new Schedule.Cosine(
            settings.path("base_value").doubleValue(),
            settings.path("final_value").doubleValue(),
            warmUp + hold,
            settings.path("total_nimg").asLong());
    return warmUp == 0
        ? cosine
        : new Schedule.WarmUp(settings.path("warmup_value").doubleValue(), warmUp, cosine);
  }

  @Test
  void plainNumbersAreConstants() {
    assertThat(read("0.5")).isEqualTo(Schedule.constant(0.5));
    assertThat(read("1")).isEqualTo(Schedule.constant(1));
    assertThat(Json.json(Schedule.constant(2e-4))).isEqualTo("2.0E-4");
    assertThat(Json.json(Adam.dcgan())).contains("\"learning-rate\":2.0E-4,");
    assertThat(Json.yaml(Adam.dcgan())).contains("beta1: 0.5\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.25",
        "{type: exponential, start: 0.1, factor: 1.000004, every-images: 100, floor: 1.0e-6}",
        "{type: linear, from: 0.5, to: 0.7, start-images: 0, end-images: 9, every-images: 2}",
        "{type: cosine, from: 0, to: 1, start-images: 3, end-images: 10}",
        "{type: warm-up, from: 0, images: 10, then: 0.5}"
      })
  void isReadAsItIsWritten(String yaml) {
    Schedule schedule = read(yaml);
    assertThat(read(Json.yaml(schedule))).isEqualTo(schedule);
    assertThat(read(Json.json(schedule))).isEqualTo(schedule);
    assertThat(Json.tree(schedule).toString()).isEqualTo(Json.json(schedule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'0.25' | '0.25', where a number or an object stands",
        "true | 'true', where a number or an object stands",
        "[1] | '[', where a number or an object stands",
        "{value: 1} | type",
        "{type: cosinus, from: 0} | [cosine, exponential, linear, warm-up]",
        "{type: cosine, from: 0, to: 1, start-images: 3} | end-images",
        "{type: cosine, from: 0, to: 1, start-images: 3, end-images: 3}"
            + "| end-images must be above start-images 3, got 3",
        "{type: cosine, from: 0, to: 1, start-images: 3, end-images: 9, every: 1} | unknown key",
        "{type: linear, from: 0, to: 1, start-images: 0, end-images: 9, every-images: 0}"
            + "| every-images must be at least 1, got 0",
        "{type: warm-up, from: 0, images: 10, then: null} | then is missing",
        "{type: exponential, start: 1, factor: 0, every-images: 1, floor: 0}"
            + "| factor must be above 0 and finite, got 0.0"
      })
  void refusesWhatItCannotMean(String yaml, String reason) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason);
  }

  private static Schedule read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), Schedule.class, "config.yaml");
  }

  @Test
  void aChangedScheduleHasEveryValueChanged() {
    Schedule rising = new Schedule.Linear(1, 3, 0, 100, 1);
    Schedule squared = rising.map(value -> value * value);
    for (long images : new long[] {0, 50, 100, 1000}) {
      assertThat(squared.at(images)).isEqualTo(Math.pow(rising.at(images), 2));
    }
  }
}
