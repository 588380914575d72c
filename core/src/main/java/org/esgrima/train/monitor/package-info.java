/**
 * Verdicts on the game: {@link org.esgrima.train.monitor.GameMonitor} reads the lines of statistics
 * and says in words how the game stands, what that rests on and what to try. One small class per
 * rule; pure logic without tensors, files or threads.
 */
package org.esgrima.train.monitor;
