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

type Commands = Pick<
  FrameApi,
  'start' | 'end' | 'setMuted' | 'sendText' | 'speak' | 'setContext' | 'setVariables' | 'setTools'
>;

/** Characters: of what is typed as the text field has it, of the rest as the server takes it. */
const LONGEST = { message: 4000, context: 8000, variable: 1000 };
const MOST_VARIABLES = 50;

/** Longer than allowed, or nothing at all. The error goes to the developer who called. */
function check(method: string, text: string, longest: number, least = 1): string {
  if (text.length > longest) throw new RangeError(`${method}: at most ${longest} characters.`);
  if (text.trim().length < least) throw new RangeError(`${method}: the text is empty.`);
  return text;
}

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
      check('sendText', text, LONGEST.message);
      panel.show();
      return outcomeOf(await call.send(text));
    },
    async speak(text) {
      check('speak', text, LONGEST.message);
      panel.show();
      return outcomeOf(await call.speak(text));
    },
    setContext(text) {
      targets.context.value = check('setContext', text, LONGEST.context, 0);
    },
    setVariables(variables) {
      const entries = Object.entries(variables);
      if (entries.length > MOST_VARIABLES) throw new RangeError(`setVariables: at most ${MOST_VARIABLES}.`);
      for (const [name, value] of entries)
        if (!/^(string|number|boolean)$/.test(typeof value) || String(value).length > LONGEST.variable)
          throw new TypeError(
            `setVariables: ${name} must be a text of at most ${LONGEST.variable} characters, a number or true or false.`,
          );
      targets.variables.value = variables;
    },
    setTools: (tools) => targets.tools.declare(tools),
  };
}
