import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PageTool } from '../models.ts';
import { type Call, type CallOptions, createCall } from './call.ts';
import { setVolume } from './set-volume.ts';
import { createTabs } from './tabs.ts';
import { createTools, type Tool } from './tools.ts';

export interface EngineOptions extends Omit<CallOptions, 'tools' | 'tabs' | 'declarations'> {
  /** Those of the host page, at this moment. */
  pageTools: ReadonlySignal<readonly PageTool[]>;
}

const toolOf = ({ name, description, parameters, timeout, run }: PageTool): Tool => ({
  name,
  timeout,
  run,
  declaration: { type: 'function', name, description, parameters },
});

/** A call with the tools of the widget and of the page. In a file of its own: an open panel can do without it at first. */
export async function createEngine({ pageTools, ...options }: EngineOptions): Promise<Call> {
  const tools = createTools();
  tools.register(setVolume(options.speaker));
  const declarations = signal(tools.declarations);
  effect(() => {
    const takeBack = pageTools.value.map((tool) => tools.register(toolOf(tool)));
    declarations.value = pageTools.value.length ? tools.declarations : [];
    return () => {
      for (const back of takeBack) back();
    };
  });
  const tabs = createTabs();
  await tabs.look();
  return createCall({ ...options, tools, tabs, declarations });
}
