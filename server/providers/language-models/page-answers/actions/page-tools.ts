/** The page's own functions: which one a visitor asks for, and with what. */
import { ACTION_TOOLS, LOOKUP_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import { isQuestion } from '../wishes.ts';
import { isLight, LIGHT_WEIGHT, stems } from '../words.ts';
import { type Arguments, argumentsFrom } from './arguments.ts';
import { labelWords, likeness } from './labels.ts';
import { command } from './read-wish.ts';
import { parametersOf, spaced } from './schema.ts';
import { type Word, wordsOf } from './words-said.ts';

export interface ToolWish extends Arguments {
  tool: ToolDefinition;
  /** 0 to 1: how well its words and the visitor's go together. */
  score: number;
}

/** Below it the words of a tool and those of a visitor are alike by chance. */
const ENOUGH = 0.65;
const NAMED = 0.5;

const OWN = new Set<string>([
  ...Object.values(LOOKUP_TOOLS),
  ...Object.values(ACTION_TOOLS),
  'web_search',
  'hang_up',
]);

/** Verbs for about the same thing to do. */
const DOING = [
  'add put place',
  'cart basket bag trolley',
  'set change switch turn make',
  'find search look filter',
  'show list display see',
  'remove delete clear drop',
  'book reserve',
  'order buy purchase',
  'check track look',
  'compare compar',
  'start begin run play',
  'calculate compute work',
].map((group) => stems(group));
/** Of many a name, and saying little. */
const COMMON = new Set(
  stems('get set do make show list find fetch read run call page site check tool update'),
);
/** Such a tool only tells, so that a question may cause it. */
const TELLS =
  /^(?:get|find|search|check|list|look ?up|show|track|fetch|read|is|has|count|compare|calculate|estimate|query|quote|finds|shows|tells|lists|returns|searches|looks|checks|gives|calculates|tracks)\b/i;

/** Asks what may be done, or how and why: no tool tells that. */
const ASKS_LEAVE =
  /^(?:(?:can|could|may|might|should|shall|must|will|would) (?:i|we|one|people)|do (?:i|we|you|they)|how (?:do|can|could|would|should) (?:i|we|you|one)|(?:what|which|where|when) (?:can|could|may|should|do) (?:i|we)|why|are you|have you)\b/i;

/** A tool that the visitor's words clearly ask for. */
export function wantedTool(said: string, tools: readonly ToolDefinition[]): ToolWish | undefined {
  const words = wordsOf(command(said));
  if (words.length === 0) return undefined;
  const asks = isQuestion(command(said));
  if (ASKS_LEAVE.test(command(said))) return undefined;
  return tools
    .filter(({ name }) => !OWN.has(name))
    .filter((tool) =>
      asks ? TELLS.test(spaced(tool.name)) || TELLS.test(tool.description) : doneBy(tool, words),
    )
    .map((tool) => ({ tool, ...matched(tool, words, asks) }))
    .filter(({ named, score }) => named >= NAMED && score >= ENOUGH)
    .sort((a, b) => b.score - a.score)[0];
}

function matched(tool: ToolDefinition, words: readonly Word[], asks: boolean) {
  const parameters = parametersOf(tool);
  const name = labelWords(spaced(tool.name));
  const told = [...name, ...stems(tool.description)];
  const filled = argumentsFrom(parameters, words, told, asks);
  const explains = [...told, ...parameters.flatMap((each) => stems(each.words))];
  let covered = 0;
  let total = 0;
  words.forEach((word, at) => {
    if (word.empty && !filled.used.has(at)) return;
    const weight = isLight(word.stem) ? LIGHT_WEIGHT : 1;
    total += weight;
    covered += weight * (filled.used.has(at) ? 0.8 : alike(word.stem, explains));
  });
  const said = words.map((word) => word.stem);
  const telling = name.filter((word) => !COMMON.has(word));
  const wanted = telling.length > 0 ? telling : name;
  const named = Math.max(shareOf(wanted, said), asks ? 0.9 * shareOf(meaning(tool), said) : 0);
  return { ...filled, named, score: total === 0 ? 0 : (named + covered / total) / 2 };
}

const shareOf = (wanted: readonly string[], said: readonly string[]) =>
  wanted.reduce((sum, word) => sum + alike(word, said), 0) / Math.max(1, wanted.length);

/** What a description is about, besides that it tells. */
const meaning = ({ description }: ToolDefinition) =>
  stems(description).filter((word) => !isLight(word) && !COMMON.has(word));

/** An order's verb is one of the tool's. */
function doneBy(tool: ToolDefinition, words: readonly Word[]): boolean {
  const verb = words[0]?.stem ?? '';
  return alike(verb, [...labelWords(spaced(tool.name)), ...stems(tool.description).slice(0, 3)]) > 0;
}

function alike(word: string, among: readonly string[]): number {
  const own = likeness(word, among);
  const doing = DOING.some((group) => group.includes(word) && group.some((other) => among.includes(other)));
  return Math.max(own, doing ? 0.8 : 0);
}
