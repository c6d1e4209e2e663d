import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Capture, startCapture } from './capture/capture.ts';
import type { AudioDevices } from './devices.ts';
import type { MicrophoneControls } from './microphone-controls.ts';

export { CAPTURE_SAMPLE_RATE } from './capture/visitor-stream.ts';

/** Milliseconds that a browser's question may stand unanswered: Firefox says nothing when it is dismissed. */
const PROMPT_PATIENCE = 60_000;

export type MicrophoneProblem =
  | 'microphone-denied'
  | 'microphone-blocked-by-site'
  /** Neither allowed nor refused for too long; a microphone that is granted later is stopped at once. */
  | 'microphone-ignored'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'unsupported-browser';

export interface Microphone extends Omit<MicrophoneControls, 'onChoice' | 'unmute'> {
  /** The browser cancels no echo: while the speaker sounds, silence is sent. */
  halfDuplex: ReadonlySignal<boolean>;
  /** Open, and the system gives no sound: muted by a key, or held by another program. */
  silenced: ReadonlySignal<boolean>;
  /**
   * Frames are pieces of one container stream, because the browser can give nothing better: it needs no announcement,
   * and only `renew` makes a stream that a new socket can read.
   */
  readonly container: boolean;
  /** Who hears from here on has heard nothing before: a container begins anew. Does nothing where there is none. */
  renew(): void;
  /**
   * Asks for the microphone and captures until `signal` aborts. Resolves with undefined when it hears, else with
   * what stands in the way. Aborted meanwhile, a microphone that is granted late is stopped at once.
   */
  open(signal: AbortSignal, listener: MicrophoneListener): Promise<MicrophoneProblem | undefined>;
}

export interface MicrophoneListener {
  /**
   * 20 ms of linear16 mono at `CAPTURE_SAMPLE_RATE`, muted as silence; or a piece of a container. `speech`: the
   * speech gate is open, so it is probably the visitor who sounds.
   */
  frame(samples: ArrayBuffer, speech: boolean): void;
  /** The device went away and another took its place. */
  switched(): void;
  /** The device went away and none took its place, or the permission was taken back. */
  lost(): void;
}

/** Chromium tells a host page's Permissions-Policy from a visitor's refusal only here. */
const allowedBySite = (): boolean => {
  const { featurePolicy } = document as Document & {
    featurePolicy?: { allowsFeature(name: string): boolean };
  };
  return featurePolicy?.allowsFeature('microphone') ?? true;
};

const problemOf = (error: unknown): MicrophoneProblem => {
  const { name, message } = error instanceof DOMException ? error : { name: '', message: '' };
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'microphone-missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'microphone-busy';
  if (!allowedBySite()) return 'microphone-blocked-by-site';
  // Chromium's words for a question that was closed and not answered.
  return /dismissed/i.test(message) ? 'microphone-ignored' : 'microphone-denied';
};

const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

const ask = (deviceId: ConstrainDOMString): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({
    audio: {
      deviceId,
      channelCount: 1,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
  });

/**
 * The visitor's answer: a microphone, or why there is none; undefined when nobody waits for it any more. What is granted
 * after that is let go of at once.
 */
const askOnce = (
  deviceId: ConstrainDOMString,
  aborted: AbortSignal,
): Promise<MediaStream | MicrophoneProblem | undefined> =>
  new Promise((resolve) => {
    let waiting = true;
    const settle = (answer: MediaStream | MicrophoneProblem | undefined): void => {
      waiting = false;
      clearTimeout(timer);
      resolve(answer);
    };
    const timer = setTimeout(() => settle('microphone-ignored'), PROMPT_PATIENCE);
    aborted.addEventListener('abort', () => settle(undefined));
    ask(deviceId).then(
      (stream) => (waiting ? settle(stream) : stopTracks(stream)),
      (error) => settle(problemOf(error)),
    );
  });

/** A device that is being heard. */
interface Ear {
  track: MediaStreamTrack;
  capture: Capture;
  stop(): void;
}

interface MicrophoneOptions {
  controls: MicrophoneControls;
  devices: Pick<AudioDevices, 'refresh'>;
  /** A way past the main thread to what plays, for each ear that is opened. */
  link(): MessagePort;
}

export function createMicrophone({ controls, devices, link }: MicrophoneOptions): Microphone {
  const { level, muted, pushToTalk, held, deviceId } = controls;
  const halfDuplex = signal(false);
  /** The system gives no sound: of the device, of the audio graph, or because the device is gone. */
  const trackMuted = signal(false);
  const graphStopped = signal(false);
  const unplugged = signal(false);
  const silenced = computed(() => trackMuted.value || graphStopped.value || unplugged.value);
  let ear: Ear | undefined;
  /** Replaces the ear of the call that goes on. */
  let replace: ((deviceId: ConstrainDOMString) => Promise<boolean | undefined>) | undefined;

  const tellMuted = (): void => {
    const silent = muted.value || (pushToTalk.value && !held.value);
    if (!ear) return;
    ear.capture.command({ type: 'mute', muted: silent });
    // The device itself stays open while the button is up, or the first word would be lost. A recorder sees to it itself.
    if (!ear.capture.container) ear.track.enabled = !muted.value;
  };
  effect(tellMuted);

  /** Throws where the browser has no way to hear it. */
  const openEar = async (stream: MediaStream, listener: MicrophoneListener): Promise<Ear> => {
    const [track] = stream.getAudioTracks();
    if (!track) throw new Error('The stream has no microphone.');
    const own = (): boolean => ear?.track === track;
    const capture = await startCapture(stream, {
      frame(frame) {
        if (!own()) return;
        level.value = frame.level;
        listener.frame(frame.samples, frame.speech);
      },
      silenced(now) {
        if (own()) graphStopped.value = now;
      },
    });
    track.onmute = () => {
      if (own()) trackMuted.value = true;
    };
    track.onunmute = () => {
      if (own()) trackMuted.value = false;
    };
    return {
      track,
      capture,
      stop() {
        capture.stop();
        stopTracks(stream);
      },
    };
  };

  const listenWith = (next: Ear): void => {
    ear?.stop();
    ear = next;
    trackMuted.value = next.track.muted;
    graphStopped.value = false;
    unplugged.value = false;
    halfDuplex.value = next.track.getSettings().echoCancellation === false;
    if (halfDuplex.value) next.capture.command({ type: 'half-duplex' });
    next.capture.command({ type: 'link', port: link() });
    tellMuted();
    void devices.refresh();
  };

  const choose = async (before: string): Promise<void> => {
    const id = deviceId.value;
    const taken = await replace?.(id ? { exact: id } : '');
    if (taken === false && deviceId.value === id) deviceId.value = before;
  };
  controls.onChoice(choose);

  const close = (): void => {
    ear?.stop();
    ear = undefined;
    replace = undefined;
    level.value = 0;
    controls.hold(false);
    controls.unmute();
    trackMuted.value = false;
    graphStopped.value = false;
    unplugged.value = false;
    halfDuplex.value = false;
  };

  return {
    ...controls,
    halfDuplex,
    silenced,
    get container() {
      return ear?.capture.container ?? false;
    },
    renew: () => ear?.capture.renew(),
    async open(aborted, listener) {
      if (!navigator.mediaDevices?.getUserMedia) return 'unsupported-browser';
      aborted.addEventListener('abort', close);
      const asked = deviceId.value;
      const answer = await askOnce(asked, aborted);
      if (!answer || typeof answer === 'string') return answer;

      /** Only the newest of several that were asked for at once is taken. */
      let newest = 0;

      /** Undefined: another one has been asked for meanwhile, or nobody needs it any more. */
      const adopt = async (stream: MediaStream, turn: number): Promise<boolean | undefined> => {
        const late = (): boolean => aborted.aborted || turn !== newest;
        aborted.addEventListener('abort', () => stopTracks(stream));
        let next: Ear | undefined;
        try {
          if (!late()) next = await openEar(stream, listener);
        } catch {
          // Told to the caller, who knows what was tried.
        }
        if (!next || late()) {
          next?.stop();
          stopTracks(stream);
          return late() ? undefined : false;
        }
        listenWith(next);
        const { track } = next;
        const ended = (): void => {
          if (ear?.track === track) void findAnother();
        };
        track.onended = ended;
        if (track.readyState === 'ended') ended();
        return true;
      };

      const take = async (id: ConstrainDOMString): Promise<boolean | undefined> => {
        newest += 1;
        const turn = newest;
        const found = await askOnce(id, aborted);
        if (!found || turn !== newest) {
          if (typeof found === 'object') stopTracks(found);
          return undefined;
        }
        const taken = typeof found === 'string' ? false : await adopt(found, turn);
        if (taken === false && ear?.track.readyState === 'ended') listener.lost();
        return taken;
      };

      const findAnother = async (): Promise<void> => {
        // Nothing is heard while the browser asks again.
        unplugged.value = true;
        if (!(await take(''))) return;
        deviceId.value = '';
        listener.switched();
      };

      const hears = await adopt(answer, newest);
      if (aborted.aborted) return undefined;
      if (!hears) return 'unsupported-browser';
      replace = take;
      // Chosen while the browser asked.
      if (deviceId.value !== asked) void choose(asked);
      return undefined;
    },
  };
}
