package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LabelProductTest {
  private static final List<LabelColumn> COLUMNS =
      List.of(
          LabelColumn.classes("person", List.of("man", "woman")),
          LabelColumn.number("age"),
          LabelColumn.classes("hair", List.of("short", "long", "none")));

  private static LabelProduct product(String names) {
    return LabelProduct.of(names, COLUMNS).orElseThrow();
  }

  @Test
  void hasAClassForEachCombination() {
    assertThat(product("person+hair").column())
        .isEqualTo(
            LabelColumn.classes(
                "person+hair",
                List.of(
                    "man+short",
                    "man+long",
                    "man+none",
                    "woman+short",
                    "woman+long",
                    "woman+none")));
    assertThat(product("hair+person").column().classNames()).startsWith("short+man", "short+woman");
    assertThat(product("hair").column()).isEqualTo(COLUMNS.get(2));
  }

  @Test
  void readsTheCombinationThatASampleIs() {
    float[] labels = {0, 34.5f, 2, 1, 20, 1};
    LabelProduct both = product("person+hair");
    assertThat(both.classOf(labels, 0)).hasValue(2);
    assertThat(both.classOf(labels, 3)).hasValue(4);
    assertThat(both.column().classNames().get(4)).isEqualTo("woman+long");
    assertThat(product("hair+person").classOf(labels, 3)).hasValue(3);
    assertThat(product("hair").classOf(labels, 0)).hasValue(2);
  }

  @Test
  void isFoundByItsClassesUnderAnotherName() {
    LabelColumn both = product("person+hair").column();
    assertThat(LabelProduct.of(both, COLUMNS)).hasValue(product("person+hair"));
    LabelColumn foreign = LabelColumn.classes("sex", List.of("man", "woman"));
    assertThat(LabelProduct.of(foreign, COLUMNS)).hasValue(product("person"));
    LabelColumn other = LabelColumn.classes("person", List.of("man", "woman", "child"));
    assertThat(LabelProduct.of(other, COLUMNS)).isEmpty();
    assertThat(LabelProduct.of(LabelColumn.number("height"), COLUMNS)).isEmpty();
  }

  @Test
  void countsTheSamplesOfEachClass() {
    NumberedDataset few = new NumberedDataset(8); // 0 1 2 0 1 2 0 1
    assertThat(LabelProduct.of("rest", few.labelColumns()).orElseThrow().frequencies(few))
        .containsExactly(3L, 3L, 2L);
    Avatars endless = new Avatars(0);
    List<Long> counts =
        LabelProduct.of("glasses+person", endless.labelColumns())
            .orElseThrow()
            .frequencies(endless);
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    assertThat(counts).hasSize(4).allSatisfy(n -> assertThat(n).isBetween(2_300L, 2_700L));
  }

  @Test
  void aSingleLabelMayHaveAPlusInItsName() {
    LabelColumn language = LabelColumn.classes("C++", List.of("no", "yes"));
    assertThat(LabelProduct.of("C++", List.of(COLUMNS.get(0), language)).orElseThrow().column())
        .isEqualTo(language);
  }

  @Test
  void whatIsNoClassIsNone() {
    for (float wrong : new float[] {-1, 3, Float.NaN}) {
      assertThat(product("person+hair").classOf(new float[] {1, 20, wrong}, 0))
          .isEqualTo(OptionalInt.empty());
    }
    for (String names : List.of("age", "person+age", "person+", "+", "", "shoes", "hair+hair")) {
      assertThat(LabelProduct.of(names, COLUMNS)).as(names).isEqualTo(Optional.empty());
    }
  }
}
