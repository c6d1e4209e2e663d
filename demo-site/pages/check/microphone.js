/** Whether this browser and this machine give sound. */
import { byId, show } from './findings.js';

/** @typedef {import('../../check/finding.ts').Finding} Finding */

/** Root mean square from which on it is no silence: a quiet room is at about a tenth of it. */
const AUDIBLE = 0.01;
const SILENCE_MS = 5_000;
const TEST_MS = 20_000;

const button = byId('listen', HTMLButtonElement);
const level = byId('level', HTMLDivElement);
const meter = byId('meter', HTMLMeterElement);
const heard = byId('heard', HTMLParagraphElement);

/** @returns {Promise<PermissionState | undefined>} */
async function permission() {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    // Not every browser tells.
    return undefined;
  }
}

/**
 * @param {unknown} error
 * @param {PermissionState | undefined} state
 * @returns {Finding}
 */
function failure(error, state) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' && state === 'denied')
    return {
      level: 'wrong',
      title: 'The browser blocks the microphone for this site',
      cause: 'It was refused once, and the browser has remembered.',
      cure: 'Press the sign beside the address, allow the microphone, and test again.',
    };
  if (name === 'NotAllowedError' && state === 'granted')
    return {
      level: 'wrong',
      title: 'The system keeps the microphone from the browser',
      cause: 'The browser has leave from you, and not from the system.',
      cure: 'Allow the browser to use the microphone in the system’s privacy settings.',
    };
  if (name === 'NotAllowedError')
    return {
      level: 'wrong',
      title: 'The microphone was not allowed',
      cause: 'The browser’s question was dismissed or refused.',
      cure: 'Test again, and press Allow when the browser asks.',
    };
  if (name === 'NotFoundError')
    return {
      level: 'wrong',
      title: 'There is no microphone',
      cause: 'The browser found no device.',
      cure: 'Plug one in, or switch it on in the system’s sound settings.',
    };
  if (name === 'NotReadableError' || name === 'AbortError')
    return {
      level: 'wrong',
      title: 'The microphone does not start',
      cause: 'The browser found it, and the system did not give its sound. Another program may use it.',
      cure: 'Close what else uses it, or unplug it and plug it in again.',
    };
  return {
    level: 'wrong',
    title: 'The microphone does not work',
    cause: `The browser says: ${error instanceof Error ? error.message || name : String(error)}`,
  };
}

/** @type {Finding} */
const UNSUPPORTED = {
  level: 'wrong',
  title: 'This browser gives pages no microphone',
  cause: isSecureContext ? 'It is too old, or built without.' : 'The page comes over plain HTTP.',
  cure: isSecureContext ? 'Take another browser.' : 'Open it over HTTPS, or on localhost.',
};

/** @type {Finding[]} */
let findings = [];

/** @param {Finding} finding */
function note(finding) {
  findings.push(finding);
  show('microphone-findings', findings);
}

/** Undefined while nothing is tested. @type {(() => void) | undefined} */
let stop;

/**
 * Shows the level until the test is over.
 * @param {MediaStream} stream
 * @param {MediaStreamTrack} track
 */
function measure(stream, track) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const begun = performance.now();
  let audible = false;
  let silent = false;
  let drawing = 0;
  let drawn = 0;

  const draw = () => {
    drawing = requestAnimationFrame(draw);
    analyser.getFloatTimeDomainData(samples);
    const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const passed = performance.now() - begun;
    // 60 decibels below full scale is nothing, full scale is all. It falls slowly, or short sounds could not be seen.
    const height = 1 + Math.log10(Math.max(loudness, 1e-3)) / 3;
    meter.value = Math.max(height, meter.value - (passed - drawn) / 2_000);
    drawn = passed;
    if (loudness > AUDIBLE && !audible) {
      audible = true;
      heard.replaceChildren('Sound arrives.');
      note({ level: 'fine', title: 'The microphone is heard' });
    } else if (passed > SILENCE_MS && !audible && !silent) {
      silent = true;
      note({
        level: 'warning',
        title: 'The microphone is silent',
        cause: track.muted ? 'The system has muted it.' : 'It runs, but no sound arrives.',
        cure: 'Say something. Look for a switch on it, and for its level in the system’s sound settings.',
      });
    }
    if (passed > TEST_MS) stop?.();
  };

  stop = () => {
    stop = undefined;
    cancelAnimationFrame(drawing);
    track.stop();
    void context.close();
    level.hidden = true;
    button.textContent = 'Test the microphone';
    heard.replaceChildren(audible ? 'The microphone works.' : 'No sound was heard.');
  };
  // Fires only when somebody else ends it.
  track.addEventListener('ended', () => {
    stop?.();
    note({
      level: 'wrong',
      title: 'The microphone went away',
      cause: 'It was unplugged, or its leave was taken back.',
    });
  });
  meter.value = 0;
  level.hidden = false;
  button.textContent = 'Stop';
  heard.replaceChildren('Say something.');
  draw();
}

async function listen() {
  findings = [];
  show('microphone-findings', findings);
  if (!navigator.mediaDevices) return note(UNSUPPORTED);
  heard.replaceChildren('The browser may ask you now.');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [track] = stream.getAudioTracks();
    if (!track) return;
    note({
      level: 'fine',
      title: 'The browser gives this page the microphone',
      cause: `It is "${track.label || 'without a name'}". The widget is another site to the browser, so it asks for itself.`,
    });
    measure(stream, track);
    const devices = await navigator.mediaDevices.enumerateDevices();
    const others = devices.filter(({ kind, label }) => kind === 'audioinput' && label !== track.label);
    if (others.length)
      note({
        level: 'fine',
        title: others.length > 1 ? `There are ${others.length} others` : 'There is another one',
        cause: others.map(({ label }) => label).join(', '),
      });
  } catch (error) {
    heard.replaceChildren('The microphone does not work.');
    note(failure(error, await permission()));
  }
}

button.addEventListener('click', async () => {
  if (stop) return stop();
  button.disabled = true;
  await listen();
  button.disabled = false;
});
addEventListener('pagehide', () => stop?.());
