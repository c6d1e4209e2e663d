/** What a visitor wants of the assistant rather than of the page, by the words alone. English. */

const FILLERS = /^(?:(?:uh|um|er|well|so|ok|okay|please|hey|and|oh|sorry)\b[\s,]*)+/;

/** Lower case, without punctuation and without the sounds that people begin with. */
export function plainWords(said: string): string {
  const plain = said
    .toLowerCase()
    .replace(/['’]s\b/g, ' is')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.replace(FILLERS, '') || plain;
}

const anyOf = (...phrases: string[]) => new RegExp(`\\b(?:${phrases.join('|')})\\b`, 'g');

const PARTING = anyOf(
  'good ?bye|bye|good night',
  '(?:see|talk to|speak to) you(?: later| soon| tomorrow)?',
  'have a (?:nice|good|great|lovely) (?:day|one|evening|afternoon|weekend)',
  'i (?:have to|must|need to|have got to) (?:go|leave)',
  '(?:you (?:can|may) |(?:can|could|would|will) you (?:please )?|i (?:want|need|would like) to )?(?:hang up|disconnect|end call|(?:end|finish|stop|close) (?:the|this|our) (?:call|chat|conversation))',
);
const POLITENESS = anyOf(
  'thanks|thank you|many|very much|so much|a lot|again|for (?:your|the|all your|all the) help',
  'that (?:is|was|will be) (?:all|it|everything)|nothing (?:else|more)|no|(?:i am|im) (?:done|finished)',
  'ok|okay|great|perfect|fine|nice|all right|alright',
  'please|for now|now|then|well|so|and|you too',
);

/** Says goodbye or asks for the end of the call, and nothing else. */
export function isFarewell(said: string): boolean {
  const words = plainWords(said);
  const rest = words.replace(PARTING, ' ');
  return rest !== words && rest.replace(POLITENESS, ' ').trim() === '';
}

const GOING_ON = new RegExp(
  `^(?:please )?(?:(?:can|could|would) you (?:please )?)?(?:${[
    'go on|go ahead|continue|carry on|keep (?:going|talking)',
    'where (?:were|was) (?:you|we)|(?:and )?you were saying|what were you (?:saying|going to say)',
    'finish (?:your|the) (?:sentence|answer)',
  ].join('|')})(?: please| then| now)*$`,
);

/** Asks for the rest of what was interrupted. */
export const wantsTheRest = (said: string): boolean => GOING_ON.test(plainWords(said));

const ASKING = new RegExp(
  `^(?:${[
    'what|whats|who|whos|whom|whose|which|when|where|wheres|why|how|hows',
    'is|isnt|are|arent|was|were|am|do|dont|does|doesnt|did|has|have|had',
    'can|cant|could|would|will|should|shall|may|might',
    'tell me|tell us|search|look up|find out|i (?:want|need|would like) to know|any idea',
  ].join('|')})\\b`,
);

/** Reads like a question. Recognisers write no question marks. */
export const isQuestion = (said: string): boolean =>
  said.trim().endsWith('?') || ASKING.test(plainWords(said));
