/**
 * Measures of how close synthetic samples come to real ones.
 *
 * <p>On features of both: {@link org.esgrima.metric.Fid}, {@link org.esgrima.metric.Kid}, {@link
 * org.esgrima.metric.PrecisionRecall}, {@link org.esgrima.metric.DensityCoverage} and {@link
 * org.esgrima.metric.Authenticity} share the form {@link org.esgrima.metric.Metric}. With forms of
 * their own: {@link org.esgrima.metric.InceptionScore} (class probabilities), {@link
 * org.esgrima.metric.ParzenWindow} (validation samples), {@link org.esgrima.metric.LaplacianSwd}
 * and {@link org.esgrima.metric.MsSsimDiversity} (images), {@link
 * org.esgrima.metric.PerceptualPathLength} (the generator), {@link
 * org.esgrima.metric.BirthdayParadox} (fakes alone). {@link org.esgrima.metric.NearestSamples} and
 * {@link org.esgrima.metric.ClosePairs} name the samples to look at. {@link
 * org.esgrima.metric.ModeCoverage} is for data whose modes are known, {@link
 * org.esgrima.metric.SlicedWasserstein} cheap enough to judge every checkpoint.
 *
 * <p>{@link org.esgrima.metric.ImageClassifier} is a trained judge: classes, probabilities and
 * features of images; {@link org.esgrima.metric.DigitClassifier} is the one for digits that comes
 * with Esgrima, {@link org.esgrima.metric.ClassifierTraining} makes others. {@link
 * org.esgrima.metric.ClassAccuracy} asks it whether a conditional generator makes what it is asked
 * for.
 *
 * <p>A number is only as good as its protocol: a {@link org.esgrima.metric.Measurement} carries how
 * many samples, which settings and which seed it used, and how uncertain it is. Uses {@code torch},
 * {@code run}, {@code data} and {@code io}; knows no trainer of GANs.
 */
package org.esgrima.metric;
