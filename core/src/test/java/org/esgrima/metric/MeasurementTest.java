package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esgrima.io.Json;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Measurement FULL =
      Measurement.of("kid", 0.25)
          .interval(new Interval(0.125, 0.5, Interval.Method.BOOTSTRAP, 0.95, 1_000, 3L))
          .count("reals", 100)
          .count("fakes", 50)
          .seed(2020)
          .setting("subset-size", 10)
          .setting("covariance", GaussianStatistics.Covariance.UNBIASED)
          .note("Few samples")
          .build()
          .withFeatures(new Measurement.FeatureSource("digits/dense", "ab12"))
          .withFloor(0.125)
          .atStep(400);

  @Test
  void isOneLineOfJson() {
    assertThat(Json.json(FULL))
        .isEqualTo(
            "{\"metric\":\"kid\",\"value\":0.25,"
                + "\"interval\":{\"low\":0.125,\"high\":0.5,\"method\":\"bootstrap\","
                + "\"level\":0.95,\"draws\":1000,\"seed\":3},"
                + "\"counts\":{\"reals\":100,\"fakes\":50},\"seed\":2020,"
                + "\"settings\":{\"subset-size\":10,\"covariance\":\"unbiased\"},"
                + "\"notes\":[\"Few samples\"],"
                + "\"features\":{\"name\":\"digits/dense\",\"sha256\":\"ab12\"},"
                + "\"floor\":0.125,\"step\":400}");
  }

  @Test
  void isReadBackAsItWas() {
    String line = Json.json(FULL);
    Measurement read = Json.bind(Json.parseJson(line, "line 1"), Measurement.class, "line 1");
    assertThat(Json.json(read)).isEqualTo(line);
    assertThat(read.interval()).isEqualTo(FULL.interval());
    assertThat(read.counts()).isEqualTo(FULL.counts());
  }

  @Test
  void leavesOutWhatIsUnknown() {
    String line = Json.json(Measurement.of("fid", 2).build());
    assertThat(line).isEqualTo("{\"metric\":\"fid\",\"value\":2.0}");
    Measurement read = Json.bind(Json.parseJson(line, "line"), Measurement.class, "line");
    assertThat(read).isEqualTo(Measurement.of("fid", 2).build());
  }

  @Test
  void refusesAValueThatIsNoNumber() {
    assertThatThrownBy(() -> Measurement.of("fid", Double.NaN).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value of fid is NaN");
  }
}
