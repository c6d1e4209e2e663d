import type { Frame } from '@playwright/test';
import { Resampler } from '../../../widget/audio/resampler.ts';
import { RATE } from '../../support/speech.ts';

declare global {
  interface Window {
    /** How often the frame has asked for the microphone. */
    microphoneRequests?: number;
    /** Every track that it was ever given. */
    microphoneTracks?: MediaStreamTrack[];
    /** `endedAt` is the page's clock in milliseconds when each block was full. */
    /** The loudest sample that came back from the loudspeaker into the microphone. */
    echoed?: number;
    played?: { rate: number; blocks: Float32Array[]; endedAt: number[] };
  }
}

/**
 * Runs in the frame before its own scripts: whatever is connected to the loudspeaker is recorded as well, so that
 * tests judge what a visitor hears and not what messages promise. A ScriptProcessor, because the frame's
 * Content-Security-Policy takes no foreign worklet.
 */
export function tapPlayback(): void {
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  const played: NonNullable<Window['played']> = { rate: 0, blocks: [], endedAt: [] };
  window.played = played;
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]): AudioNode {
    const { context } = this;
    if (args[0] === context.destination && context instanceof AudioContext) {
      played.rate = context.sampleRate;
      const tap = context.createScriptProcessor(512, 1, 1);
      tap.onaudioprocess = (event) => {
        played.blocks.push(event.inputBuffer.getChannelData(0).slice());
        played.endedAt.push(performance.now());
      };
      connect.call(this, tap);
      connect.call(tap, context.destination);
    }
    return connect.apply(this, args);
  } as AudioNode['connect'];
}

/** Runs in the frame before its own scripts: keeps account of the microphone, and hands it on untouched. */
export function watchMicrophone(): void {
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  window.microphoneRequests = 0;
  window.microphoneTracks = [];
  devices.getUserMedia = async (constraints) => {
    window.microphoneRequests = (window.microphoneRequests ?? 0) + 1;
    const stream = await getUserMedia(constraints);
    window.microphoneTracks?.push(...stream.getTracks());
    return stream;
  };
}

export interface Echo {
  delayMs: number;
  decibels: number;
}

/**
 * Runs in the frame before its own scripts: the microphone is a room in which nobody speaks, and what the loudspeaker
 * plays comes back through the air, as where the browser believes to cancel echo and does not.
 */
export function feedBack({ delayMs, decibels }: Echo): void {
  let room: { context: AudioContext; air: DelayNode } | undefined;
  window.echoed = 0;
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]): AudioNode {
    const { context } = this;
    if (room && args[0] === context.destination && context instanceof AudioContext) {
      const out = context.createMediaStreamDestination();
      connect.call(this, out);
      connect.call(room.context.createMediaStreamSource(out.stream), room.air);
    }
    return connect.apply(this, args);
  } as AudioNode['connect'];
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    void context.resume();
    const air = new DelayNode(context, { maxDelayTime: 2, delayTime: delayMs / 1000 });
    const loss = new GainNode(context, { gain: 10 ** (decibels / 20) });
    const ear = context.createMediaStreamDestination();
    const meter = context.createScriptProcessor(1024, 1, 1);
    meter.onaudioprocess = ({ inputBuffer }) => {
      for (const sample of inputBuffer.getChannelData(0))
        window.echoed = Math.max(window.echoed ?? 0, Math.abs(sample));
    };
    for (const [from, to] of [
      [air, loss],
      [loss, ear],
      [loss, meter],
      [meter, ear],
    ] as const)
      connect.call(from, to);
    room = { context, air };
    return ear.stream;
  };
}

/** Everything that the frame's loudspeaker has played so far, at `RATE`. */
export async function playedBy(frame: Frame): Promise<Int16Array> {
  const { rate, base64 } = await frame.evaluate(() => {
    const { rate = 0, blocks = [] } = window.played ?? {};
    const view = new Uint8Array(Float32Array.from(blocks.flatMap((block) => Array.from(block))).buffer);
    let binary = '';
    for (const byte of view) binary += String.fromCharCode(byte);
    return { rate, base64: btoa(binary) };
  });
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const samples = rate
    ? new Resampler(rate, RATE).process(new Float32Array(bytes.buffer))
    : new Float32Array(0);
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
}
