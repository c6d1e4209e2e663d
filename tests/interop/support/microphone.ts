declare global {
  interface Window {
    /** Says a WAV file, base64, into the microphone. Resolves when it has begun. */
    sayToMicrophone?(wav: string): Promise<void>;
  }
}

/**
 * Runs in the page before its own scripts: a test can speak into the device that the page was given, when the test
 * wants. A file as Chromium's fake microphone plays by the clock alone, and on a slow machine at the wrong moment.
 */
export function speakIntoMicrophone(): void {
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const device = await getUserMedia(constraints);
    const context = new AudioContext();
    const mixed = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    context.createMediaStreamSource(device).connect(mixed);
    window.sayToMicrophone = async (wav) => {
      const bytes = Uint8Array.from(atob(wav), (byte) => byte.charCodeAt(0));
      const speech = context.createBufferSource();
      speech.buffer = await context.decodeAudioData(bytes.buffer);
      speech.connect(mixed);
      speech.start();
    };
    return mixed.stream;
  };
}
