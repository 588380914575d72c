/**
 * Numbered programs to read from the first to the last, to run and to change. Each teaches one
 * idea, says what happens before each step, shows the usual mistake beside the right way where
 * there is one, and ends with the command that runs it.
 *
 * <p>All take two optional arguments: the number of steps, and, where files are written, the
 * directory for them.
 */
package org.esgrima.examples;
