import { computed, effect, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import { render } from 'preact';
import type { HostApi } from '../shared/bridge/contract.ts';
import type { FrameConfig } from '../shared/options/frame-config.ts';
import type { WidgetOptions } from '../shared/options/table.ts';
import { createDevices } from './audio/devices.ts';
import { createMicrophone } from './audio/microphone.ts';
import { createSpeaker } from './audio/speaker.ts';
import { createDeferredCall } from './call/deferred.ts';
import { readAttributes } from './host/attributes.ts';
import { connectToHost, isSnapshot } from './host/connect.ts';
import { embedderOrigin } from './host/embedder.ts';
import { createPanel } from './host/panel.ts';
import { createPage } from './page/page.ts';
import { App } from './ui/app.tsx';

/** Before the server has said what it can do: as the offline default does. */
const ASSUMED: FrameConfig = { voiceInput: true };

/** The frame's own origin says what the server can do. Where it cannot be asked, a call will tell why. */
async function readConfig(): Promise<FrameConfig> {
  try {
    const response = await fetch('config.json');
    return response.ok ? ((await response.json()) as FrameConfig) : ASSUMED;
  } catch {
    return ASSUMED;
  }
}

/** Makes the models, connects them to the host page and shows them. The only place that knows them all. */
async function start(embedder: string): Promise<void> {
  // Kept for the frame's life: comlink closes the port of a proxy that nobody holds any more.
  let host: Remote<HostApi> | undefined;
  const options = signal<WidgetOptions>(readAttributes({}));
  const config = signal(ASSUMED);

  const page = createPage(computed(() => options.value.language));
  const panel = createPanel(options, () => host);
  const devices = createDevices();
  const speaker = createSpeaker(devices);
  const microphone = createMicrophone({ devices, link: speaker.link });
  const voiceInput = computed(() => config.value.voiceInput);
  const call = createDeferredCall(async () => {
    const { createEngine } = await import('./call/engine.ts');
    const configId = computed(() => options.value.configId);
    return createEngine({
      microphone,
      speaker,
      context: page.sharedText,
      configId,
      voiceInput,
    });
  }, speaker);
  const settings = { options, voiceInput };
  const models = { call, transcript: call, microphone, speaker, page, panel, settings };

  const configured = new Promise<void>((resolve) => {
    connectToHost(embedder, {
      configure(attributes, pageLanguage) {
        const given = readAttributes(attributes);
        options.value = { ...given, language: given.language || pageLanguage };
        if (given.open) panel.show();
        resolve();
      },
      open: panel.show,
      close: panel.hide,
      pageChanged: page.update,
    }).then((connected) => {
      host = connected;
    });
  });

  const root = document.getElementById('app');
  await configured;
  if (!root) return;
  render(<App models={models} />, root);

  // Nobody should wonder whether a closed panel still listens: closing is a way out of the call (case S37).
  panel.open.subscribe((open) => {
    if (open) void call.load();
    else call.end();
  });

  // The page is read when the visitor opens the panel, not before.
  effect(() => {
    if (!panel.open.value || page.available.peek()) return;
    host?.readPage().then(
      (snapshot) => page.update(isSnapshot(snapshot) ? snapshot : null),
      () => page.update(null),
    );
  });

  config.value = await readConfig();
}

const embedder = embedderOrigin();
if (embedder) void start(embedder);
else console.warn('evi-widget: the frame runs only inside a page of another origin that the server allows.');
