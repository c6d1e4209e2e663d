import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { HostApi, PageActionName, PageSnapshot } from '../../shared/bridge/contract.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';
import { ASKED, DECLINED } from '../../shared/tools/names.ts';
import { actingWords } from '../i18n/acting.ts';
import type { ActionsModel, CallModel, PageTool, Source, ToolState, TranscriptModel } from '../models.ts';
import { createApprovals } from './approvals.ts';
import { fold } from './match.ts';
import { offersOf, pageAddress, type Target } from './offers.ts';
import { askingTool } from './page-tools.ts';
import { actionTools } from './tools.ts';
import { createUndo } from './undo.ts';
import { leaveFor } from './went.ts';

export interface ActionsOptions {
  options: ReadonlySignal<Pick<WidgetOptions, 'actions' | 'language'>>;
  page: { shared: ReadonlySignal<PageSnapshot | null> };
  /** What the page's scripts and the page itself offer. */
  pageTools: ReadonlySignal<readonly PageTool[]>;
  call: Pick<CallModel, 'state' | 'send'> & TranscriptModel;
  host: Pick<HostApi, 'act' | 'undo'>;
}

/** What the assistant can do on the page, and what of it waits for the visitor. */
export interface Actions extends ActionsModel {
  /** Those of the page among them. */
  tools: ReadonlySignal<readonly PageTool[]>;
  /** What a tool's result means. */
  stateOf(result: string): ToolState;
}

const nothingToDo = (): void => undefined;

export function createActions({ options, page, pageTools, call, host }: ActionsOptions): Actions {
  const snapshot = page.shared;
  const words = () => actingWords(options.value.language);
  const approvals = createApprovals(call.entries, (said) => {
    const { yes, no } = words();
    return yes.test(fold(said)) || (no.test(fold(said)) ? false : undefined);
  });
  const undo = createUndo((id) => host.undo(id), approvals.lastWords);
  const offers = computed(() => snapshot.value && offersOf(snapshot.value));
  const allowed = computed(() => new Set(options.value.actions.split(' ')));

  const act = async (name: PageActionName, { label, key }: Target, value = ''): Promise<string> => {
    if (name === 'go_to') leaveFor(label, key);
    const done = await host.act(name, key, value);
    if (done.undo) undo.add(String(done.undo), words().acted[name]?.(label) ?? label);
    return String(done.told);
  };

  /** Of the page that is read now: a section keeps its name when the page is loaded anew. */
  const sectionOf = ({ key, label, url }: Source): Target | undefined => {
    const { sections = [], address = '' } = offers.value ?? {};
    if (url && url !== address) return undefined;
    return (
      sections.find((section) => section.key === key) ?? sections.find((section) => section.label === label)
    );
  };
  const pageOf = ({ url }: Source): string => {
    const { address = '' } = offers.value ?? {};
    const page = pageAddress(url, address);
    return page && page !== address ? page : '';
  };

  const address = computed(() => snapshot.value?.url ?? '');
  effect(() => {
    address.value;
    untracked(() => {
      approvals.drop();
      undo.forget();
    });
  });
  effect(() => {
    if (/^(idle|closing|ended)$/.test(call.state.value)) untracked(approvals.end);
  });

  return {
    tools: computed(() => [
      ...(offers.value
        ? actionTools(offers.value, allowed.value, {
            words,
            act,
            request: approvals.request,
            undo: undo.last,
          })
        : []),
      ...pageTools.value.map((tool) => askingTool(tool, words, approvals.request, pageTools)),
    ]),
    stateOf: (result) =>
      result.startsWith(ASKED) ? 'asked' : result.startsWith(DECLINED) ? 'declined' : 'done',
    approval: approvals.approval,
    answer(approval, yes) {
      const { sayYes, sayNo } = words();
      // The assistant hears of it as of any answer, and goes on.
      approvals.answer(approval, yes, () => void call.send(yes ? sayYes : sayNo));
    },
    undoable: undo.undoable,
    undo: () => void undo.last().catch(nothingToDo),
    canShow: (source) =>
      sectionOf(source) ? allowed.value.has('scroll_to') : !!pageOf(source) && allowed.value.has('go_to'),
    show(source) {
      const section = sectionOf(source);
      // Marking scrolls there, too.
      const way = allowed.value.has('highlight') ? 'highlight' : 'scroll_to';
      const shown = section ? act(way, section) : act('go_to', { label: source.label, key: pageOf(source) });
      shown.catch(nothingToDo);
    },
  };
}
