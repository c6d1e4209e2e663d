import { joinSamples } from './linear16.ts';
import { createContour } from './turn-contour.ts';
import { SHORTEST_SILENCE_MS, silenceWanted } from './turn-patience.ts';
import { completeTurnSettings, type TurnSettings } from './turn-settings.ts';
import type { TurnDetector, TurnEvent } from './turn-types.ts';
import { createVoiceActivity, FRAME_MS, FRAME_SAMPLES } from './voice-activity.ts';

/** A turn starts when this many of the last frames are speech: 100 ms of it, so that a click or a cough's edge is not. */
const START = { speech: 5, of: 8 };
/** Speech goes on when this many of the last frames are speech; one alone may be a click. */
const CONTINUE = { speech: 2, of: 3 };
/** A shorter gap is part of the speech. */
const PAUSE_MS = 250;
/** Milliseconds. A radio in the background must not fill memory; nobody asks a question for half a minute. */
const MAX_TURN_MS = 30_000;

interface Turn {
  begin: number;
  /** When the last speech ended. */
  end: number;
  /** Milliseconds of speech, with the gaps that are too short for a pause. */
  spoken: number;
  interrupted: boolean;
  /** Of the recogniser, so far. */
  transcript: string;
}

/** What is left out of `settings` has its default; values out of range are moved to its edge. */
export function createTurnDetector(
  settings: Partial<TurnSettings>,
  onEvent: (event: TurnEvent) => void,
): TurnDetector {
  const current = completeTurnSettings(settings);
  const activity = createVoiceActivity(current.speech_detection_threshold);
  const contour = createContour();
  const frame = new Int16Array(FRAME_SAMPLES);
  let filled = 0;
  /** End of the last whole frame. */
  let now = 0;
  /** The newest frames: whether they are speech, newest last. */
  let recent: boolean[] = [];
  /** Frames of no turn yet, for the padding. */
  let before: Int16Array[] = [];
  let turn: Turn | undefined;
  let closed = false;

  /** The listener may close the detector while it is told something: nothing more of that turn follows. */
  const tell = (of: Turn, event: TurnEvent) => {
    if (turn === of) onEvent(event);
  };
  const agree = (rule: { speech: number; of: number }) =>
    recent.slice(-rule.of).filter(Boolean).length >= rule.speech;

  function hear(samples: Int16Array): void {
    const speech = activity.isSpeech(samples);
    now += FRAME_MS;
    recent = [...recent.slice(1 - START.of), speech];
    if (current.adaptive) contour.add(samples, speech);
    if (turn === undefined) wait(samples);
    else follow(turn, samples, speech && agree(CONTINUE));
  }

  function wait(samples: Int16Array): void {
    before.push(samples);
    const kept = START.of + Math.ceil(current.prefix_padding_ms / FRAME_MS);
    before = before.slice(-kept);
    if (!agree(START)) return;
    const begin = now - (recent.length - recent.indexOf(true)) * FRAME_MS;
    const wanted = ((now - begin + current.prefix_padding_ms) / FRAME_MS) * FRAME_SAMPLES;
    const prefix = joinSamples(before).slice(-Math.round(wanted));
    before = [];
    const started = { begin, end: now, spoken: now - begin, interrupted: false, transcript: '' };
    turn = started;
    tell(started, { type: 'speech_start', at_ms: begin, prefix });
    interrupt(started);
  }

  function follow(running: Turn, samples: Int16Array, speech: boolean): void {
    tell(running, { type: 'audio', samples });
    if (speech) {
      const gap = now - FRAME_MS - running.end;
      running.spoken += FRAME_MS + (gap < PAUSE_MS ? gap : 0);
      running.end = now;
      interrupt(running);
    }
    const silence = now - running.end;
    if (silence >= SHORTEST_SILENCE_MS && silence >= wanted(running)) end(running, 'silence');
    else if (now - running.begin >= MAX_TURN_MS) end(running, 'too_long');
  }

  /** Silence that ends the turn, as long as no more is heard and read of it. */
  function wanted(running: Turn): number {
    const { adaptive, end_of_turn_silence_ms: usual } = current;
    return adaptive ? silenceWanted(usual, running.transcript, contour.ending()) : usual;
  }

  function interrupt(running: Turn): void {
    if (running.interrupted || running.spoken < current.min_interruption_ms) return;
    running.interrupted = true;
    tell(running, { type: 'interruption', at_ms: now });
  }

  function end(running: Turn, reason: 'silence' | 'too_long'): void {
    if (turn !== running) return;
    turn = undefined;
    recent = [];
    contour.begin();
    onEvent({ type: 'speech_end', begin_ms: running.begin, end_ms: running.end, reason });
  }

  return {
    write(samples) {
      for (let at = 0; at < samples.length && !closed; ) {
        const piece = samples.subarray(at, at + FRAME_SAMPLES - filled);
        frame.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < FRAME_SAMPLES) return;
        filled = 0;
        hear(frame.slice());
      }
    },
    read(transcript) {
      if (turn) turn.transcript = transcript;
    },
    close() {
      closed = true;
      turn = undefined;
      activity.close();
    },
  };
}
