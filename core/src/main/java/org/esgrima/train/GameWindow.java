package org.esgrima.train;

import java.util.Optional;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.GameViews;
import org.esgrima.run.control.Side;

/**
 * When a game on points is shown: at sample ticks in files that stay; as it is now, after every
 * turn where somebody looks closely, and otherwise so seldom that it takes little of the time.
 */
final class GameWindow implements AutoCloseable {
  /** Share of the time that views may take while nobody looks closely: 1 %. */
  private static final long REST = 99;

  private static final long CLOSELY_NANOS = 50_000_000;
  private static final long SELDOM_NANOS = 250_000_000;

  private final PointGame game;
  private final GameViews views;
  private final long tickSteps;
  private final Players players;
  private long shownAt = System.nanoTime() - SELDOM_NANOS;
  private long took;
  private long shownStep = -1;
  private Optional<Side> shownTurn = Optional.empty();

  private GameWindow(PointGame game, GameViews views, Preparation ready) {
    this.game = game;
    this.views = views;
    this.players = ready.players();
    this.tickSteps = ready.config().tickSteps() * ready.config().sampleTicks();
  }

  /** The window of a run; empty if its data are no points in the plane. */
  static Optional<GameWindow> of(Preparation ready, RunDirectory run) {
    return PointGame.suits(ready.dataset())
        ? Optional.of(
            new GameWindow(
                new PointGame(ready.dataset(), ready.config()),
                new GameViews(run.gameDirectory()),
                ready))
        : Optional.empty();
  }

  /** A session begins after so many steps. */
  void begin(long step) {
    views.goOnFrom(step);
    shownStep = -1;
  }

  /** Keeps a view of the run at a sample tick, or where it ends. */
  void keep(long step) {
    GameView view = game.look(players, step, Optional.empty());
    if (step % tickSteps == 0) {
      views.keep(view, step, tickSteps);
    } else {
      views.keepLast(view, step);
    }
    views.writeNow(view);
    shown(step, Optional.empty());
  }

  /**
   * Shows the game as it is now, if it is time to.
   *
   * @param learnt in the middle of a step, who has already learnt in it
   * @param closely whether somebody looks at single steps
   * @param still whether the game now rests here
   */
  void show(long step, Optional<Side> learnt, boolean closely, boolean still) {
    if (step == shownStep && learnt.equals(shownTurn)) {
      return;
    }
    long now = System.nanoTime();
    long wait = closely ? CLOSELY_NANOS : Math.max(SELDOM_NANOS, REST * took);
    if (still || now - shownAt >= wait) {
      views.writeNow(game.look(players, step, learnt));
      shown(step, learnt);
      took = shownAt - now;
    }
  }

  private void shown(long step, Optional<Side> learnt) {
    shownStep = step;
    shownTurn = learnt;
    shownAt = System.nanoTime();
  }

  @Override
  public void close() {
    game.close();
  }
}
