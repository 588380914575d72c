package org.esgrima.run.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/**
 * How a trainer is at this moment, {@code state.json}: one JSON object, replaced at most every
 * {@value StateFile#INTERVAL_MILLIS} ms while something changes and every {@value
 * StateFile#HEARTBEAT_MILLIS} ms otherwise, as long as the process lives.
 *
 * @param phase what it is doing
 * @param process who it is
 * @param heartbeatMillis when this was written, milliseconds since 1970 UTC
 * @param step finished steps
 * @param images real images that D has seen
 * @param seconds spent training, over all sessions, without pauses
 * @param share of the run that is done, 0 to 1
 * @param imagesPerSecond real images, over the last seconds of training; 0 before the first
 * @param secondsLeft of training until the first limit; absent while nobody can tell
 * @param halfStep the last turn of a player in this session; absent before the first
 * @param players who is trained
 * @param settings all that can be steered in this run, by key, with the values that hold
 * @param interventions those of them that are not as configured
 * @param pace at most so many steps a second; 0 = full speed
 * @param verdicts of the last tick, as in {@code stats.jsonl}; empty before the first
 * @param message the latest thing to say: an answer to a command, or why it ended; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunState(
    @JsonProperty(required = true) Phase phase,
    @JsonProperty(required = true) TrainerProcess process,
    @JsonProperty(required = true) long heartbeatMillis,
    long step,
    long images,
    double seconds,
    double share,
    double imagesPerSecond,
    Double secondsLeft,
    HalfStep halfStep,
    Side players,
    Map<String, Object> settings,
    Map<String, Object> interventions,
    double pace,
    List<String> verdicts,
    String message) {
  /** What a trainer is doing. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Phase {
    /** It prepares: no step yet in this session. */
    STARTING,
    /** It plays. */
    RUNNING,
    /** It waits for {@code go} or {@code step}. */
    PAUSED,
    /** Ended because somebody asked for it, or by the monitor; {@code resume} goes on. */
    STOPPED,
    /** Ended at a limit. */
    FINISHED,
    /** Ended by an error; the message says which. */
    FAILED,
    /**
     * The process is gone without having said why: killed, out of memory, power lost. Never
     * written; {@link RunState#read} finds it out.
     */
    LOST;

    /** Whether a trainer is there that follows commands. */
    public boolean alive() {
      return this == STARTING || this == RUNNING || this == PAUSED;
    }
  }

  /**
   * The last turn of a player.
   *
   * @param learns who has just learnt
   * @param frozen who did not move meanwhile
   * @param complete whether the step is over: false where the other player's turn follows in it
   * @param terms what was minimised, by the names of {@code stats.jsonl}
   */
  public record HalfStep(
      @JsonProperty(required = true) Side learns,
      @JsonProperty(required = true) Side frozen,
      @JsonProperty(required = true) boolean complete,
      @JsonProperty(required = true) Map<String, Double> terms) {}

  /** Fills in what is absent. */
  public RunState {
    players = players == null ? Side.BOTH : players;
    settings = settings == null ? Map.of() : settings;
    interventions = interventions == null ? Map.of() : interventions;
    verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
    message = message == null ? "" : message;
  }

  /**
   * How the trainer of a run is, honestly: {@link Phase#LOST} where the file says that it works but
   * its process is gone.
   *
   * @param file see {@link org.esgrima.run.RunDirectory#stateFile}
   * @return empty where there is no such file
   * @throws org.esgrima.InputException if it cannot be read or is damaged
   */
  public static Optional<RunState> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableFile.of(file, "the state of a run", e);
    }
    RunState state = Json.bind(Json.parseJson(text, file), RunState.class, file);
    boolean lost =
        state.phase().alive()
            && !state.process().lives(System.currentTimeMillis() - state.heartbeatMillis());
    return Optional.of(lost ? state.in(Phase.LOST, "ended without saying why") : state);
  }

  /** The same in another phase. */
  public RunState in(Phase other, String why) {
    return new RunState(
        other,
        process,
        heartbeatMillis,
        step,
        images,
        seconds,
        share,
        imagesPerSecond,
        secondsLeft,
        halfStep,
        players,
        settings,
        interventions,
        pace,
        verdicts,
        why);
  }

  /** The same at another time. */
  RunState at(long millis) {
    return new RunState(
        phase,
        process,
        millis,
        step,
        images,
        seconds,
        share,
        imagesPerSecond,
        secondsLeft,
        halfStep,
        players,
        settings,
        interventions,
        pace,
        verdicts,
        message);
  }
}
