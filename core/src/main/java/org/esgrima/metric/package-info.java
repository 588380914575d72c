/**
 * Measures of how close synthetic samples come to real ones.
 *
 * <p>{@link org.esgrima.metric.SlicedWasserstein} is cheap enough to judge every checkpoint; {@link org.esgrima.metric.ModeCoverage} is for data whose modes are known. {@link
 * org.esgrima.metric.ImageClassifier} is a trained judge: classes, probabilities and features of
 * images; {@link org.esgrima.metric.DigitClassifier} is the one for digits that comes with Esgrima,
 * {@link org.esgrima.metric.ClassifierTraining} makes others. {@link
 * org.esgrima.metric.ClassAccuracy} asks it whether a conditional generator makes what it is asked
 * for.
 *
 * <p>A number is only as good as its protocol: each measure says how many samples, which directions
 * or which network (by the hash of its file) and which seed it used. Knows no trainer of GANs.
 */
package org.esgrima.metric;
