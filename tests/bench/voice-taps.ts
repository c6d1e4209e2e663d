declare global {
  interface Window {
    voiceLog?: VoiceLog;
  }
}

/** Times are the frame's own clock, in milliseconds. */
export interface VoiceLog {
  /** The microphone as the frame's audio graph gets it: blocks of 256 samples at 16 kHz and when each was full. */
  heard: { at: number; samples: number[] }[];
  /** Each binary frame handed to the socket. */
  sent: { at: number; samples: number[] }[];
  /** Each message of the socket. */
  received: { at: number; type: string; id: string; interim: boolean }[];
}

/** Runs in the frame before its own scripts: notes when samples and messages pass, and hands them on untouched. */
export function tapVoice(): void {
  const log: VoiceLog = { heard: [], sent: [], received: [] };
  window.voiceLog = log;

  const getUserMedia = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (getUserMedia)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      const context = new AudioContext({ sampleRate: 16_000 });
      const tap = context.createScriptProcessor(256, 1, 1);
      tap.onaudioprocess = (event) => {
        const samples = Array.from(event.inputBuffer.getChannelData(0), (sample) =>
          Math.round(sample * 32767),
        );
        log.heard.push({ at: performance.now(), samples });
      };
      context.createMediaStreamSource(stream).connect(tap);
      // A processor runs only while it leads somewhere; its output is silence.
      tap.connect(context.createMediaStreamDestination());
      return stream;
    };

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        const message = JSON.parse(String(data));
        log.received.push({
          at: performance.now(),
          type: message.type,
          id: String(message.id ?? ''),
          interim: Boolean(message.interim),
        });
      });
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      if (data instanceof ArrayBuffer)
        log.sent.push({ at: performance.now(), samples: Array.from(new Int16Array(data)) });
      super.send(data as string);
    }
  };
}
