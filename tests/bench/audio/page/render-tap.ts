/** What the tap in the audio thread tells the page. */
export type TapReport =
  /** Sound, without a pause of 20 ms in it. Seconds of the context's clock. */
  | { type: 'sound'; from: number; until: number }
  /** Loudness of each render quantum as an amplitude, with the machine's time in milliseconds at which it was rendered. */
  | { type: 'levels'; levels: { at: number; level: number }[] };

interface WorkletScope {
  AudioWorkletProcessor: new () => { port: MessagePort };
  registerProcessor(name: string, processor: unknown): void;
  /** Seconds: the first sample of the quantum. */
  currentTime: number;
  sampleRate: number;
}

/** Runs in the audio thread, as the text of a worklet's file. It needs nothing outside itself. */
function renderTap(scope: WorkletScope): void {
  /** Above what an idle graph or a resampler's echo leaves. */
  const AUDIBLE = 1e-4;
  const PAUSE = 0.02;

  class RenderTap extends scope.AudioWorkletProcessor {
    sound: { from: number; until: number } | undefined;
    levels: { at: number; level: number }[] = [];
    report = (report: TapReport): void => this.port.postMessage(report);

    process([input]: Float32Array[][]): boolean {
      const { currentTime, sampleRate } = scope;
      const channel = input?.[0];
      let squares = 0;
      channel?.forEach((sample, index) => {
        squares += sample * sample;
        if (Math.abs(sample) < AUDIBLE) return;
        const time = currentTime + index / sampleRate;
        if (this.sound && time - this.sound.until > PAUSE) {
          this.report({ type: 'sound', ...this.sound });
          this.sound = undefined;
        }
        this.sound ??= { from: time, until: time };
        this.sound.until = time;
      });
      if (this.sound && currentTime - this.sound.until > PAUSE) {
        this.report({ type: 'sound', ...this.sound });
        this.sound = undefined;
      }
      this.levels.push({ at: Date.now(), level: channel ? Math.sqrt(squares / channel.length) : 0 });
      if (this.levels.length >= 250) {
        this.report({ type: 'levels', levels: this.levels });
        this.levels = [];
      }
      return true;
    }
  }
  scope.registerProcessor('bench-render-tap', RenderTap);
}

export const RENDER_TAP_PATH = '/bench/render-tap.js';
export const RENDER_TAP = `(${renderTap})(globalThis);`;
