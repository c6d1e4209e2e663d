import type { Page } from '@playwright/test';
import { synthesise, type Visitor } from '../../support/speech.ts';

declare global {
  interface Window {
    /** Plays 16-bit samples, in base64, into the microphone. */
    sayIntoMicrophone?: (base64: string, rate: number) => void;
  }
}

/**
 * Runs in the frame before its own scripts: beside what the browser's microphone gives, it hears what a test says when
 * the test says it. A file that Chromium plays would say it at a time of its own, and again after a page load.
 */
export function openMouth(): void {
  const devices = navigator.mediaDevices;
  if (!devices || parent === window) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const room = await getUserMedia(constraints);
    const [microphone] = room.getAudioTracks();
    const context = new AudioContext();
    const ear = context.createMediaStreamDestination();
    context.createMediaStreamSource(room).connect(ear);
    window.sayIntoMicrophone = (base64, rate) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const samples = Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32768);
      const buffer = context.createBuffer(1, samples.length, rate);
      buffer.copyToChannel(samples, 0);
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(ear);
      source.start();
    };
    const [track] = ear.stream.getAudioTracks();
    // What the real one is like: a stream that was made of others says nothing of echo.
    if (track && microphone) track.getSettings = () => microphone.getSettings();
    return ear.stream;
  };
}

/** Says it to the widget's frame, whose microphone is open. */
export async function say(page: Page, widget: string, voice: Visitor, sentence: string): Promise<void> {
  const samples = await synthesise(voice, sentence);
  const base64 = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
  const frame = page.frames().find((one) => one.url().startsWith(widget));
  await frame?.evaluate((given) => window.sayIntoMicrophone?.(given, 16_000), base64);
}
