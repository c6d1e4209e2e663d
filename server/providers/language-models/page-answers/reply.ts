/** From a conversation and a page to what is said next, or called first. */
import { ASKED } from '../../../../shared/tools/names.ts';
import type { ChatTurn, ToolDefinition, ToolRequest } from '../../types.ts';
import { act, cannot, type Done, isShowing, type Scene } from './actions/act.ts';
import { completed } from './actions/completed.ts';
import { answerToQuestion, callPageTool, outcomeOf } from './actions/respond.ts';
import { type Answer, answerFromPage } from './answer.ts';
import { continueAfter } from './compose.ts';
import { focusOf } from './focus.ts';
import { type Heard, type Outcome, readHistory, type SpokenTurn, type ToolCall } from './heard.ts';
import { nextOnPage, nextOnSite, sectionRead, withFound } from './look-up.ts';
import type { PageIndex } from './page-index.ts';
import { readQuestion } from './question.ts';
import { lastAnswer, NO_PAGE, notFound, notUnderstood, smallTalk } from './small-talk.ts';
import { unheard } from './unheard.ts';
import { fromTheWeb } from './web.ts';
import { isFarewell, isQuestion, wantsTheRest } from './wishes.ts';

/** Turns that are looked at for an interrupted answer: it may have been interrupted several times. */
const MOST_INTERRUPTED = 20;
/** Characters. */
const LONGEST_QUERY = 300;

export interface Reply {
  sentences: string[];
  /** Asked for after the sentences. */
  tool?: Omit<ToolRequest, 'id'>;
}

const PRESS = 'Please press Yes or No.';
const isStillAsked = (since: readonly Outcome[]): boolean => since.at(-1)?.result.startsWith(ASKED) ?? false;

const say = (...sentences: string[]): Reply => ({ sentences });
const ask = (tool: ToolCall): Reply => ({ sentences: [], tool });

/**
 * `page` is null when there is none. A tool is called for what the visitor said alone: neither the page nor what a tool
 * answered is ever read for what to do.
 */
export function reply(
  page: PageIndex | null,
  history: readonly ChatTurn[],
  tools: readonly ToolDefinition[],
): Reply {
  const heard = readHistory(history);
  const { said, earlier, called, since } = heard;
  const mayCall = (name: string) => !called.has(name) && tools.some((tool) => tool.name === name);
  const outcome = outcomeOf(since, tools, page?.page);
  const consent = answerToQuestion(heard, tools);
  if (consent && called.size === 0) return replyTo(consent);
  // Other words came between: the frame takes no spoken yes for it any more.
  if (consent) return isStillAsked(since) ? say(PRESS) : say(outcome ?? 'Done.');
  if (wantsTheRest(said)) {
    const rest = restOfAnswer(page, history, tools);
    return rest ? say(rest) : say(...goOn(page && withFound(page, heard.before), earlier));
  }
  const index = withFound(page, since);
  const talk = index && pointsAt(index, said) ? undefined : smallTalk(said, index?.page ?? null, earlier);
  if (talk !== undefined)
    return isFarewell(said) && mayCall('hang_up')
      ? { sentences: [talk], tool: { name: 'hang_up', parameters: '{}' } }
      : say(talk);
  const scene: Scene = { index, tools, mayCall, since };
  const done = doAsTold(heard, scene) ?? (outcome === undefined ? undefined : say(outcome));
  return done ?? answerOrLookUp(page, heard, scene);
}

/** "What is this?" is about the page, but of a visitor who has selected something. */
const pointsAt = ({ page }: PageIndex, said: string): boolean =>
  page.selected !== '' && focusOf(page, said) !== undefined;

function replyTo(what: { call: ToolCall } | { say: string[] }): Reply {
  return 'call' in what ? ask(what.call) : say(...what.say);
}

function doAsTold(heard: Heard, scene: Scene): Reply | undefined {
  const { said } = heard;
  const doing = outcomeOf(scene.since, scene.tools, scene.index?.page) !== undefined;
  // After scrolling comes marking, and after both what stands there. All else is done in one call.
  if (doing && !scene.since.some(({ name }) => isShowing(name))) return undefined;
  const wished = completed(heard, scene) ?? act(said, scene);
  if (wished && !('lookUp' in wished)) return replyTo(wished);
  if (doing) return undefined;
  const order = isQuestion(said) ? undefined : callPageTool(said, scene);
  if (order) return replyTo(order);
  const refused = wished || isQuestion(said) ? undefined : cannot(said);
  if (refused) return say(refused);
  const call = wished && nextOnPage(wished.lookUp, scene.index?.page, scene.mayCall);
  return call && ask(call);
}

function answerOrLookUp(page: PageIndex | null, heard: Heard, scene: Scene): Reply {
  const { said, since, before, asked, askedJustNow } = heard;
  const { index, mayCall } = scene;
  const remembered = () => withFound(page, [...before, ...since]);
  const answer = index && answerFromPage(index, heard, () => remembered() ?? index);
  const next = nextOnPage(said, index?.page, mayCall);
  const own = ownTool(said, scene, answer);
  if (own) return replyTo(own);
  if (answer && (answer.sure || !next)) return say(...answer.sentences);
  if (asked && askedJustNow && !isQuestion(said)) return say('I am not sure what you mean.', PRESS);
  if (next) return ask(next);
  const read = sectionRead(since);
  if (read) return say(...read);
  const tool = callPageTool(said, scene);
  if (tool) return replyTo(tool);
  const elsewhere = pointsAtThis(said) ? undefined : nextOnSite(said, mayCall);
  if (elsewhere) return ask(elsewhere);
  const found = fromTheWeb(since.findLast(({ name }) => name === 'web_search')?.result ?? '');
  if (found) return say(...found);
  const { asks } = readQuestion(said, (word) => index?.knows(word) ?? false);
  if (asks.length > 0 && isQuestion(said) && mayCall('web_search')) {
    const parameters = JSON.stringify({ query: said.trim().slice(0, LONGEST_QUERY) });
    return ask({ name: 'web_search', parameters });
  }
  // What is told of is the page's own: what was found elsewhere is not here to be shown.
  const here = page ?? index;
  if (!here) return say(NO_PAGE);
  return say(asks.length === 0 ? notUnderstood(here.page) : notFound(here.page));
}

/** What is the visitor's own no page tells, and a tool that fits well knows better than a passage that fits half. */
function ownTool(said: string, scene: Scene, answer: Answer | null | undefined): Done | undefined {
  if (!isQuestion(said) || (answer?.sure && !/\bmy\b/i.test(said))) return undefined;
  const tool = callPageTool(said, scene, WELL);
  return tool && 'call' in tool ? tool : undefined;
}
const WELL = 0.8;

/** "What colour are they?" is about what this page is about: another one tells of something else. */
const pointsAtThis = (said: string): boolean =>
  /\b(?:it|its|they|them|their|these|this one)\b/i.test(said) &&
  !/\b(?:is|does|was) it\b.*\b(?:to|that)\b/i.test(said);

/** What was not heard of the answer before, by making it again: the history holds only what was heard. */
function restOfAnswer(
  index: PageIndex | null,
  history: readonly ChatTurn[],
  tools: readonly ToolDefinition[],
): string {
  const before = history.slice(
    -MOST_INTERRUPTED,
    history.findLastIndex(({ role }) => role === 'user'),
  );
  const last = before.at(-1);
  const heard = last?.role === 'assistant' ? last.content : '';
  const asked = last?.role === 'assistant' ? before.slice(0, -1) : before;
  if (asked.length === 0) return '';
  const { called } = readHistory(asked);
  const had = tools.filter(({ name }) => called.has(name));
  return unheard(reply(index, asked, had).sentences.join(' '), heard) ?? '';
}

/** After an answer that was heard to its end. */
function goOn(index: PageIndex | null, earlier: readonly SpokenTurn[]): string[] {
  if (!index) return [NO_PAGE];
  const previous = lastAnswer(earlier);
  if (previous === undefined) return [notUnderstood(index.page)];
  const more = continueAfter(index, previous);
  return more.length > 0 ? more : ['That is all that I can say about it.'];
}
