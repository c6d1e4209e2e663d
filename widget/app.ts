import { computed, effect, signal } from '@preact/signals';
import type { Actions } from './actions/actions.ts';
import { createDevices } from './audio/devices.ts';
import { createMicrophoneControls } from './audio/microphone-controls.ts';
import { createSpeakerControls } from './audio/speaker-controls.ts';
import { createDeferredCall } from './call/deferred.ts';
import { serveHost } from './host/connect.ts';
import { announce } from './host/events.ts';
import { readConfig } from './host/frame-config.ts';
import { lateCommands } from './host/late-commands.ts';
import { hasMemory } from './host/memory.ts';
import { createPanel } from './host/panel.ts';
import type { App as LaunchedApp, Launcher } from './launcher/launcher.ts';
import type { PageTool } from './models.ts';
import { createPage } from './page/page.ts';
import { showApp } from './ui/app.tsx';
import { actingParts, callParts, sheets } from './ui/lazy.ts';

const fetchLater = () => import('./later.ts');

/** Makes the models, connects them to the host page and shows them. The only place that knows them all. */
export function startApp(launcher: Launcher): LaunchedApp {
  const options = signal(launcher.options());
  launcher.onOptions((next) => {
    options.value = next;
  });
  const { name } = options.peek();
  const config = readConfig();

  const page = createPage(
    computed(() => {
      const { language, contextBudget: budget, contextExclude: exclude, knowledge, mask } = options.value;
      return { language, budget, knowledge, exclude, mask };
    }),
    // By name: of a whole module the bundler makes an object, in a file of its own for all.
    async () => {
      const { readContent, isSnapshot } = await import('./reading.ts');
      return { readContent, isSnapshot };
    },
  );
  const panel = createPanel(options, () => host);
  const devices = createDevices();
  const speaker = createSpeakerControls(devices);
  const microphone = createMicrophoneControls(devices);
  const voiceInput = computed(() => config.value.voiceInput);
  const added = signal('');
  const variables = signal({});
  const pageTools = signal<readonly PageTool[]>([]);
  const actions = signal<Actions | null>(null);
  // An older loader's page cannot say which of its tools ask first, and acts on nothing.
  const acts = launcher.version > 2;
  const call = createDeferredCall({
    sound: speaker,
    async fetchEngine() {
      const { createEngine, createMicrophone, createSpeaker } = await fetchLater();
      const plays = createSpeaker(speaker);
      return createEngine({
        microphone: createMicrophone({ controls: microphone, devices, link: plays.link }),
        speaker: plays,
        context: computed(() => [page.sharedText.value, added.value].filter(Boolean).join('\n\n')),
        variables,
        pageTools: computed(() => [
          ...page.tools.value,
          ...(acts ? (actions.value?.tools.value ?? []) : pageTools.value),
        ]),
        sourceOf: page.sourceOf,
        stateOf: (result) => actions.peek()?.stateOf(result) ?? 'done',
        configId: computed(() => options.value.configId),
        voiceInput,
        name,
      });
    },
    mayStart: (spoken) => launcher.version < 2 || host.beforeStart(spoken),
  });
  const settings = { options, voiceInput };
  const models = { call, transcript: call, microphone, speaker, page, panel, settings };

  // Kept for the frame's life: comlink closes the port of a proxy that nobody holds any more.
  const host = serveHost(launcher.port, {
    // The launcher reads it, for both.
    configure: () => undefined,
    open: panel.show,
    pageChanged: page.update,
    alive: () => true,
    ...lateCommands(async () => {
      const { createCommands, createPageTools } = await import('./commands.ts');
      const tools = createPageTools(pageTools, (name, args) => host.runTool(name, args));
      return createCommands({ call, microphone, panel, voiceInput, context: added, variables, tools });
    }, panel.hide),
  });
  launcher.onSize(panel.launcherSize);
  if (launcher.version > 1) announce(models, (name, detail) => void host.emit(name, detail));

  callParts.from(async () => (await fetchLater()).parts);
  sheets.from(async () => (await import('./ui/sheets.tsx')).sheetContents);
  actingParts.from(async () =>
    (await import('./acting.ts')).startActing(actions, { options, page, pageTools, call, host }),
  );
  effect(() => {
    if (acts && (page.shared.value || pageTools.value[0])) void actingParts.load();
  });
  const root = document.getElementById('app');
  if (root) showApp(models, root);

  // Nobody should wonder whether a closed panel still listens: closing is a way out of the call (case S37).
  panel.open.subscribe((open) => {
    launcher.setShown(!open);
    if (open) void call.load();
    else call.end();
  });

  // The page is read when the visitor opens the panel, not before.
  const context = computed(() => options.value.context);
  effect(() => {
    if (context.value === 'off') return page.update(null);
    if (!panel.open.value || page.available.peek()) return;
    host.readPage().then(page.update, () => page.update(null));
  });

  const resume = (): void => {
    if (hasMemory(name)) void call.resume(panel.show);
  };
  resume();
  // Back from the back/forward cache; the page between may have gone on with the call.
  addEventListener('pageshow', resume);

  computed(() => options.value.open).subscribe((open) => (open ? panel.show() : panel.hide()));
  launcher.handOver();
  return panel;
}
