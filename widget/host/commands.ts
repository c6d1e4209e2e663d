import type { ReadonlySignal, Signal } from '@preact/signals';
import type { FrameApi, StartOutcome } from '../../shared/bridge/contract.ts';
import type { CallModel, MicrophoneModel, PanelModel, StartResult } from '../models.ts';
import type { PageTools } from './page-tools.ts';

export interface CommandTargets {
  call: CallModel;
  microphone: Pick<MicrophoneModel, 'muted' | 'toggleMute'>;
  panel: Pick<PanelModel, 'show'>;
  voiceInput: ReadonlySignal<boolean>;
  context: Signal<string>;
  variables: Signal<Record<string, string | number | boolean>>;
  tools: PageTools;
}

export type Commands = Pick<
  FrameApi,
  'start' | 'end' | 'setMuted' | 'sendText' | 'speak' | 'setContext' | 'setVariables' | 'setTools'
>;

/** Characters: of what is typed as the text field has it, of the rest as the server takes it. */
const LONGEST = { message: 4000, context: 8000, name: 100, variable: 1000 };
const MOST_VARIABLES = 50;

/** The error goes to the developer who called. */
function readText(method: string, text: unknown, longest: number, least = 1): string {
  if (typeof text !== 'string' || text.length > longest || text.trim().length < least)
    throw new TypeError(`${method}: give it a text of ${least} to ${longest} characters.`);
  return text;
}

const isValue = (value: unknown): value is string | number | boolean =>
  typeof value === 'string'
    ? value.length <= LONGEST.variable
    : typeof value === 'boolean' || Number.isFinite(value);

function readVariables(variables: unknown): Record<string, string | number | boolean> {
  const entries = Object.entries(Object(variables));
  if (!variables || typeof variables !== 'object' || entries.length > MOST_VARIABLES)
    throw new TypeError(`setVariables: give it an object with at most ${MOST_VARIABLES} variables.`);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!isValue(value) || name.length > LONGEST.name)
        throw new TypeError(
          `setVariables: "${name.slice(0, LONGEST.name)}" must be a text of at most ${LONGEST.variable} characters, a number, true or false.`,
        );
      return [name, value];
    }),
  );
}

/** A setting that cannot be used is warned of, as an attribute is: the page may have its answer from the launcher already. */
const warning = (set: () => void): void => {
  try {
    set();
  } catch (error) {
    console.warn(`evi-widget: ${error instanceof Error ? error.message : error}`);
    throw error;
  }
};

const outcomeOf = (result: StartResult): StartOutcome =>
  typeof result === 'string' ? result : result.reason;

/** What the host page's scripts may have done, checked. */
export function createCommands(targets: CommandTargets): Commands {
  const { call, microphone, panel } = targets;
  return {
    async start(pressed) {
      panel.show();
      if (!targets.voiceInput.peek()) return 'voice-unavailable';
      // Without a press, browsers keep sound off, and nobody should be asked for a microphone out of the blue (case S37).
      return pressed ? outcomeOf(await call.talk()) : 'press-needed';
    },
    end: () => call.end(),
    setMuted(muted) {
      if (microphone.muted.peek() !== muted) microphone.toggleMute();
    },
    async sendText(text) {
      const message = readText('sendText', text, LONGEST.message);
      panel.show();
      return outcomeOf(await call.send(message));
    },
    async speak(text) {
      const words = readText('speak', text, LONGEST.message);
      panel.show();
      return outcomeOf(await call.speak(words));
    },
    setContext: (text) =>
      warning(() => {
        targets.context.value = readText('setContext', text, LONGEST.context, 0);
      }),
    setVariables: (variables) =>
      warning(() => {
        targets.variables.value = readVariables(variables);
      }),
    setTools: (tools) => targets.tools.declare(tools),
  };
}
