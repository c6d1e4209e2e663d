/** The part of @echogarden/fvad-wasm (libfvad by emscripten) that is used; the package brings no types. */
declare module '@echogarden/fvad-wasm' {
  export interface Fvad {
    /** The module's memory. A new object after the memory grows, so read it afresh each time. */
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** A detector's address, 0 when out of memory. */
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_reset(detector: number): void;
    /** 0 (quality) to 3 (very aggressive). Returns -1 when refused. */
    _fvad_set_mode(detector: number, mode: number): number;
    /** 8000, 16000, 32000 or 48000. Returns -1 when refused. */
    _fvad_set_sample_rate(detector: number, hertz: number): number;
    /** Frames of 10, 20 or 30 ms. 1 speech, 0 none, -1 wrong length. */
    _fvad_process(detector: number, frame: number, samples: number): number;
  }
  export default function fvad(options?: { wasmBinary?: Uint8Array }): Promise<Fvad>;
}
