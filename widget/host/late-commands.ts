import type { FrameApi } from '../../shared/bridge/contract.ts';
import type { Commands } from './commands.ts';

/** Most pages ask nothing of the widget, so what they could ask for comes with the first call of theirs. */
export function lateCommands(
  fetchCommands: () => Promise<Commands>,
  close: () => void,
): Commands & Pick<FrameApi, 'close'> {
  let fetching: Promise<Commands> | undefined;
  const commands = (): Promise<Commands> => {
    fetching ??= fetchCommands().catch((error) => {
      // The next call tries again.
      fetching = undefined;
      throw error;
    });
    return fetching;
  };
  return {
    // What was asked before it has its turn before it.
    async close() {
      await fetching?.catch(() => undefined);
      close();
    },
    start: async (pressed) => (await commands()).start(pressed),
    end: async () => (await commands()).end(),
    setMuted: async (muted) => (await commands()).setMuted(muted),
    sendText: async (text) => (await commands()).sendText(text),
    speak: async (text) => (await commands()).speak(text),
    setContext: async (text) => (await commands()).setContext(text),
    setVariables: async (variables) => (await commands()).setVariables(variables),
    setTools: async (tools) => (await commands()).setTools(tools),
  };
}
