package org.esgrima.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.esgrima.benchmarks.GrowthCase.Model;

/** What is made larger while everything else stays as in {@link #base}. */
enum GrowthQuantity {
  RESOLUTION("resolution", "pixels of a side", List.of(32, 64, 128)) {
    @Override
    GrowthCase with(GrowthCase base, int value) {
      return new GrowthCase(base.model(), value, base.batch(), base.width(), base.images());
    }

    @Override
    int of(GrowthCase point) {
      return point.resolution();
    }
  },
  BATCH("batch", "images of a minibatch", List.of(8, 16, 32, 64, 128)) {
    @Override
    GrowthCase with(GrowthCase base, int value) {
      return new GrowthCase(base.model(), base.resolution(), value, base.width(), base.images());
    }

    @Override
    int of(GrowthCase point) {
      return point.batch();
    }
  },
  WIDTH("width", "channels", List.of(16, 32, 64)) {
    @Override
    List<Integer> values(Model model) {
      return model == Model.DCGAN ? super.values(model) : List.of(64, 128, 256);
    }

    @Override
    GrowthCase with(GrowthCase base, int value) {
      return new GrowthCase(base.model(), base.resolution(), base.batch(), value, base.images());
    }

    @Override
    int of(GrowthCase point) {
      return point.width();
    }
  },
  DATA("data", "images of the data set", List.of(1000, 6000, 36_000)) {
    @Override
    GrowthCase with(GrowthCase base, int value) {
      return new GrowthCase(base.model(), base.resolution(), base.batch(), base.width(), value);
    }

    @Override
    int of(GrowthCase point) {
      return point.images();
    }
  };

  private final String title;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<Integer> values;

  GrowthQuantity(String title, String unit, List<Integer> values) {
    this.title = title;
    this.unit = unit;
    this.values = values;
  }

  /** The point that all quantities have in common. */
  static GrowthCase base(Model model) {
    return switch (model) {
      case DCGAN -> new GrowthCase(model, 64, 32, 32, 1000);
      case STYLEGAN2 -> new GrowthCase(model, 32, 16, 128, 1000);
    };
  }

  /** All points of all quantities and models, each once. */
  static List<GrowthCase> all() {
    return Stream.of(Model.values())
        .flatMap(model -> Stream.of(values()).flatMap(q -> q.points(model).stream()))
        .distinct()
        .toList();
  }

  /** For people. */
  String title() {
    return title;
  }

  /** What is counted. */
  String unit() {
    return unit;
  }

  /** In options. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Integer> values(Model model) {
    return values;
  }

  /** Points in ascending order. */
  List<GrowthCase> points(Model model) {
    return values(model).stream().map(value -> with(base(model), value)).toList();
  }

  abstract GrowthCase with(GrowthCase base, int value);

  abstract int of(GrowthCase point);
}
