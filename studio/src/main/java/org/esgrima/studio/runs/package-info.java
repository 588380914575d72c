/**
 * Run directories as the studio sees them: listed, opened safely, read with limits, watched.
 *
 * <p>Read first: {@link org.esgrima.studio.runs.RunsFolder}, {@link
 * org.esgrima.studio.runs.Standing}.
 */
package org.esgrima.studio.runs;
