package org.esgrima.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource({"0,1", "-1.39,-1.2", "0,123456", "4.9e-4,5.1e-4", "-3,103", "-7e-9,2e-9"})
  void aFewRoundNumbersInside(double low, double high) {
    List<Double> marks = new Axis(low, high).marks();
    assertThat(marks).hasSizeBetween(2, 7).allMatch(mark -> mark >= low && mark <= high);
    double step = marks.get(1) - marks.get(0);
    double digit = step / Math.pow(10, Math.floor(Math.log10(step * (1 + 1e-9))));
    assertThat(List.of(1.0, 2.0, 5.0)).anyMatch(round -> Math.abs(round - digit) < 1e-6);
    for (double mark : marks) {
      assertThat(mark / step).isCloseTo(Math.rint(mark / step), within(1e-6));
    }
  }

  @Test
  void theWildestHundredthIsCutOff() {
    double[] values = new double[200];
    values[7] = 1e9;
    values[8] = Double.NaN;
    values[9] = 1;
    Axis axis = Axis.around(List.of(values), Double.NaN);
    assertThat(axis.high()).isLessThan(2);
    assertThat(Axis.around(List.of(values), -5).low()).isLessThan(-5);
    assertThat(axis.at(1e9)).isEqualTo(1);
    assertThat(Axis.around(List.of(new double[] {3, 3}), Double.NaN)).isEqualTo(new Axis(1.5, 4.5));
    assertThat(Axis.around(List.of(new double[0]), Double.NaN)).isEqualTo(new Axis(0, 1));
  }

  @Test
  void partsKeepTheirMeanAndTheirExtremes() {
    double[] steps = {1, 2, 3, 4, 5, 6};
    double[] values = {1, 3, 8, Double.NaN, Double.NaN, Double.NaN};
    Thinning thinning = new Thinning(6, 3);
    LineChart.Line thin = thinning.of(new LineChart.Line("a", "g", steps, values));
    assertThat(thin.steps()).containsExactly(1.5, 3.5, 5.5);
    assertThat(thin.values()).containsExactly(2, 8, Double.NaN);
    assertThat(thinning.extremes(values)[0]).containsExactly(1, 8, Double.NaN);
    assertThat(thinning.extremes(values)[1]).containsExactly(3, 8, Double.NaN);
  }
}
