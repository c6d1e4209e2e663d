/** Where nothing gives samples: the browser's own recorder, a container of Opus in pieces. Late, and deaf to who speaks. */
import { LEVEL_SPAN, type PlayedLevels, REVERBERATION } from '../echo-link.ts';
import type { Capture, CaptureListener } from './capture.ts';

/** Milliseconds of one piece. */
const SLICE = 100;

/** What the server reads. Safari's MP4 has AAC unless asked for Opus. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4;codecs=opus'];

export function startRecorder(stream: MediaStream, { frame }: CaptureListener): Capture {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) throw new Error('The recorder speaks no format that the server reads.');
  let recorder: MediaRecorder | undefined;
  let muted = false;
  let halfDuplex = false;
  /** Milliseconds of the page's clock. */
  let playedUntil = 0;
  let hearing: ReturnType<typeof setTimeout> | undefined;

  /** A recorder has no other way to silence than the device's own. */
  const tellMuted = (): void => {
    const deaf = halfDuplex && performance.now() < playedUntil + REVERBERATION;
    for (const track of stream.getAudioTracks()) track.enabled = !(muted || deaf);
    clearTimeout(hearing);
    if (deaf) hearing = setTimeout(tellMuted, playedUntil + REVERBERATION - performance.now());
  };

  const noticePlayed = ({ levels, cut }: PlayedLevels): void => {
    const now = performance.now();
    playedUntil = cut ? Math.min(playedUntil, now) : Math.max(playedUntil, now) + levels.length * LEVEL_SPAN;
    tellMuted();
  };

  const stop = (): void => {
    if (!recorder) return;
    recorder.ondataavailable = null;
    if (recorder.state !== 'inactive') recorder.stop();
  };

  const renew = (): void => {
    stop();
    recorder = new MediaRecorder(stream, { mimeType });
    // Pieces are read one after another, because reading takes longer for some than for others.
    let order: Promise<void> = Promise.resolve();
    const own = recorder;
    recorder.ondataavailable = ({ data }) => {
      order = order.then(async () => {
        const samples = await data.arrayBuffer().catch(() => new ArrayBuffer(0));
        if (own === recorder && samples.byteLength) frame({ samples, level: 0, speech: false });
      });
    };
    recorder.start(SLICE);
  };

  renew();
  return {
    container: true,
    command(command) {
      if (command.type === 'link')
        command.port.onmessage = ({ data }: MessageEvent<PlayedLevels>) => noticePlayed(data);
      else if (command.type === 'mute') muted = command.muted;
      else halfDuplex = true;
      tellMuted();
    },
    renew,
    stop() {
      clearTimeout(hearing);
      stop();
    },
  };
}
