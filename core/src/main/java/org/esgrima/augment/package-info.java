/**
 * What is done to the images before the discriminator sees them, so that it does not learn few
 * training images by heart: differentiable augmentation of real and synthetic images alike.
 *
 * <p>Read {@link org.esgrima.augment.Augmentation} first, then {@link
 * org.esgrima.augment.DiffAugment} and {@link org.esgrima.augment.AdaptiveAugmentation}. {@link
 * org.esgrima.augment.AugmentationPipe} is the pipeline behind the latter, {@link
 * org.esgrima.augment.AdaptiveProbability} what steers it. Parameters are drawn and combined in
 * Java, one small matrix for each image; pixels are only touched by tensor operations. This package
 * uses {@code torch} and {@code io} and nothing else of Esgrima.
 */
package org.esgrima.augment;
