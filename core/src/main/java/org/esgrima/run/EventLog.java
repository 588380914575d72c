package org.esgrima.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.JsonLines;

/**
 * What was noticed in a run, {@code events.jsonl}: one {@link GameEvent} a line as a JSON object in
 * UTF-8, ended by a line feed, in the order in which it happened.
 *
 * <pre>
 * {"step":900,"event":"begins","verdict":"collapsing","since":500,
 *  "evidence":"modes 3, 5 and 6 of 8 are gone","remedy":"try --packing 2"}
 * </pre>
 *
 * <p>Steps grow from line to line, except that after a {@code rolled-back} they go on from the
 * earlier checkpoint: what happened before it is kept. A run in which nothing was noticed has no
 * such file. The file is replaced as a whole at every event, so it is never seen half written;
 * events are few.
 */
public final class EventLog {
  private EventLog() {}

  /**
   * Reads all events, also of a run that is being trained.
   *
   * @param path see {@link RunDirectory#eventsFile}; an absent file has no events
   * @throws org.esgrima.InputException if it cannot be read or a line is damaged
   */
  public static List<GameEvent> read(Path path) {
    return JsonLines.read(path, GameEvent.class, "events of a run");
  }

  /**
   * Adds events at the end.
   *
   * @throws org.esgrima.InputException if the file cannot be read or written; it is then as before
   */
  public static void append(Path path, List<GameEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    List<GameEvent> all = new ArrayList<>(read(path));
    all.addAll(events);
    JsonLines.write(path, all);
  }

  /**
   * Keeps the first {@code count} events only, before a run goes on from a checkpoint that was
   * written when there were that many.
   *
   * @throws org.esgrima.InputException if the file cannot be read or written
   */
  public static void keepFirst(Path path, int count) {
    List<GameEvent> all = read(path);
    if (all.size() > count) {
      JsonLines.write(path, all.subList(0, count));
    }
  }
}
