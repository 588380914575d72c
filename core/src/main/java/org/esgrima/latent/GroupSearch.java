package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.EightBit;
import org.esgrima.torch.Scope;

/**
 * Finds exemplars of groups: makes the pictures of one seed after the other and has them judged by
 * a classifier. A seed serves one group at most.
 *
 * @param map where pictures come from
 * @param judge tells their attributes; stays open
 * @param sure least probability of every attribute that a group asks for
 * @param firstSeed where the search begins
 * @param most seeds that are looked at before it ends
 */
public record GroupSearch(
    LatentMap map, AttributeClassifier judge, double sure, long firstSeed, long most) {
  /** Usual probability: the classifier has hardly a doubt. */
  public static final double SURE = 0.9;

  private static final int CHUNK = 64;

  /**
   * Refuses a classifier of other images, and generators whose class would differ from picture to
   * picture although it is no part of their points.
   */
  public GroupSearch {
    if (!judge.imageShape().equals(map.generator().sampleShape())) {
      throw new InputException(
          "a classifier of other images",
          "--data",
          map.generator().sampleShape(),
          judge.imageShape(),
          "Take labelled data of this kind");
    }
    map.requireOneClass();
  }

  /**
   * What was found.
   *
   * @param groups seeds for each group, in the order of their numbers
   * @param looked seeds that were looked at
   * @param matching of them, how many showed what was counted
   */
  public record Found(List<List<Long>> groups, long looked, long matching) {
    /** Copies the lists. */
    public Found {
      groups = groups.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Searches until every group has enough or the end is reached.
   *
   * @param groups what is looked for
   * @param each exemplars of each group
   * @param counted what is counted on the way, by the most probable classes
   * @param looked is told how many seeds were looked at; what it throws ends the search
   */
  public Found search(
      List<AttributeGroup> groups, int each, AttributeGroup counted, LongConsumer looked) {
    List<List<Long>> found = new ArrayList<>();
    groups.forEach(group -> found.add(new ArrayList<>()));
    int[] offsets = judge.offsets();
    int width = judge.columns().stream().mapToInt(column -> column.classNames().size()).sum();
    long done = 0;
    long matching = 0;
    while (done < most && found.stream().anyMatch(group -> group.size() < each)) {
      int length = (int) Math.min(CHUNK, most - done);
      long first = firstSeed + done;
      long[] seeds = LongStream.range(first, first + length).toArray();
      try (Scope scope = Scope.open()) {
        var images = EightBit.toUnit(EightBit.of(map.images(map.ofSeeds(seeds), seeds)));
        float[] probabilities = judge.probabilities(images).toFloats();
        for (int i = 0; i < length; i++) {
          float[] own = Arrays.copyOfRange(probabilities, i * width, (i + 1) * width);
          matching += counted.matches(judge.mostProbable(own)) ? 1 : 0;
          assign(seeds[i], own, offsets, groups, found, each);
        }
      }
      done += length;
      looked.accept(done);
    }
    return new Found(found, done, matching);
  }

  /** To the group that it suits and that has fewest. */
  private void assign(
      long seed,
      float[] probabilities,
      int[] offsets,
      List<AttributeGroup> groups,
      List<List<Long>> found,
      int each) {
    int chosen = -1;
    for (int g = 0; g < groups.size(); g++) {
      boolean suits = groups.get(g).sureness(probabilities, 0, offsets) >= sure;
      boolean poorer = chosen < 0 || found.get(g).size() < found.get(chosen).size();
      chosen = suits && poorer && found.get(g).size() < each ? g : chosen;
    }
    if (chosen >= 0) {
      found.get(chosen).add(seed);
    }
  }

  /**
   * The expression with seeds in the place of words.
   *
   * @param groups of all its terms
   * @param each exemplars of each group
   * @throws InputException if a group is too rare
   */
  public LatentExpression named(
      LatentExpression expression, List<AttributeGroup> groups, int each, LongConsumer looked) {
    List<AttributeGroup> wanted = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (expression.terms().get(i).inWords()) {
        wanted.add(groups.get(i));
      }
    }
    Found found = search(wanted, each, new AttributeGroup(List.of()), looked);
    List<LatentExpression.Term> terms = new ArrayList<>();
    int next = 0;
    for (LatentExpression.Term term : expression.terms()) {
      if (!term.inWords()) {
        terms.add(term);
        continue;
      }
      requireEnough(wanted.get(next), found, next, each);
      List<PointName> names = new ArrayList<>();
      found.groups().get(next++).forEach(seed -> names.add(new PointName.Seed(seed)));
      terms.add(term.with(names));
    }
    return new LatentExpression(terms);
  }

  void requireEnough(AttributeGroup group, Found found, int number, int each) {
    int got = found.groups().get(number).size();
    if (got < each) {
      throw new InputException(
          "too few such pictures",
          group.words(),
          each + " of which the classifier is sure (" + sure + ")",
          "%d among the seeds %d to %d".formatted(got, firstSeed, firstSeed + found.looked() - 1),
          "Lower --sure, or ask for what this generator makes more often");
    }
  }
}
