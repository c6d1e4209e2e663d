/**
 * How visitors ask a website. `*` stands for something that the page speaks of; `[a|b]` for either, `[a|]` for perhaps.
 * Written from what people ask a shop, a venue, a museum, a clinic, documentation and a help page; none is taken from a test set.
 */
const PATTERNS = `
[hi|hello|hey|excuse me|okay|so] [there|]
[yes|no|yeah|sure|okay|alright] [please|thanks|thank you|]
[thank you|thanks] [very much|so much|]
that's [all|great|right|fine|it] [thank you|thanks|]
can you [repeat that|say that again|help me] [please|]
what [can you do|is this page about|is this|do you do|do you sell|do you offer|services do you offer]
what is this [page|site|website|company|place|business] about
tell me [more|] about [your|the|] *
tell me [more|about it|about this page|about yourselves]
[what is|what's|what are|what about|how about] [the|your|a|an|] *
what [kind|kinds|sort|type|types] of * [do you have|do you offer|are there|is it]
which * [do you have|should i choose|is best|are available|is the cheapest]
what time do you [open|close|start|finish] [on *|today|tomorrow|in the morning|]
what time [does the|is the|are the|do] * [open|close|start|finish|begin|end|]
what are your [opening|] hours [on *|today|]
when [do you|does the] [open|close] [on *|today|tomorrow|]
when [is|are|does|do] [the|your|] * [open|close|closed|start|begin|end|]
are you open [on|on the|at|] [weekends|sundays|today|tomorrow|holidays|*]
are you [closed|open] [on *|today|now|right now]
how late are you open [on *|today|]
how much [is|are|does|do] [the|your|a|an|it|] * [cost|]
how much [does it cost|is it|do you charge|would it cost] [for *|to *|]
what [does|do] [the|a|your|] * cost
what is the price of [the|a|] *
how many * [are there|do you have|can i have|are in it]
how long [does it take|do i have|will it take|is it] [to *|for *|]
how long [does|do|is|are] [the|a|your|] * [take|last|valid|]
how [do|can|would] i [get|buy|book|order|cancel|change|return|find|use|contact|reach|pay for|sign up for|install|start|make] [a|an|the|my|your|] *
how [do|can] i [get there|book|order|pay|contact you|reach you|sign up|cancel|get a refund|return it]
how [does|do] [the|your|] * work
how [old|big|far|long|high|heavy|good] is [the|your|it|] *
where [can|do] i [find|buy|get|see|park|eat|pick up|leave|sign up for] [the|a|my|your|] *
where [is|are] [the|your|] * [located|]
where are you [located|based|]
where is [it|that|this|your shop|your store|your office|the entrance]
do you have [a|an|any|the|] *
do you [sell|offer|make|do|take|accept|serve|deliver|ship|provide|support|need|repair|allow] [a|an|any|the|] *
do you [deliver|ship] to *
do you have [parking|a menu|vouchers|gift cards|wheelchair access|a phone number|anything for children]
do i need [a|an|to book|to pay|to bring|] *
do i [have to|need to] [book|pay|register|bring] [a|an|for|in advance|the|] *
can i [get|buy|book|order|see|bring|use|have|reserve|return|cancel|change|rent|visit|take|pay with|pay by|eat] [a|an|the|my|your|] *
can i [bring|take] my [dog|children|kids|bike|own *]
can i pay [by card|with cash|online|in advance|with *]
can you [tell me|explain|show me|find|recommend|repair|make|deliver|help me with] [about|the|a|my|] *
can [children|kids|dogs|we|people|my child|anyone] [come|join|enter|go|get in|visit|use] [the|to the|with|] *
is [there|it] [a|an|any|] * [available|included|here|nearby|]
is the * [open|free|included|available|safe|accessible|suitable] [for *|on *|today|]
is it [free|open|possible|safe|allowed|far|expensive] [to *|for *|on *|]
are there any * [available|left|for children|near|on *|]
are [the|your|] * [free|included|available|allowed|open|vegan|vegetarian|safe|good]
are [dogs|children|pets|kids|wheelchairs] allowed
who [is|are|was|made|runs|owns|wrote|designed] [the|your|] *
why [is|are|do|does|should] [the|i|you|] *
what [happens|should i do] if [i|my|the] * [is|are|]
what should i [bring|wear|do|know|choose] [for *|with *|]
what is [the|your] [phone number|address|email address|refund policy|return policy|website|telephone number]
what is [the|] difference between [the|] * and [the|] *
what is your [best|most popular|cheapest|favorite] *
i [need|want|would like|am looking for|have a question about] [a|an|the|some|to *|] *
i'd like [to book|to order|to buy|to know about|to see|] [a|an|the|some|] *
i'm looking for [a|an|the|some|] *
[show me|take me to|go to|open|scroll to|find|read|show] [the|your|] *
[show me|take me to|go to|scroll to|read me] the * [section|page|part]
[i want|i'd like] to [speak|talk] to [someone|a person|a human]
does [the|your|it|] * [have|include|come with|cost|work with|need|open on] [a|an|the|any|] *
does it [include|come with|have|work with|cost|need] [a|an|the|any|] *
[yes|no]
[yes|no]
[yes|yeah|no|nope|okay|sure]
show me where [your|the|my] * is
[yes|yes please|yes do it|yes go ahead|no|no thanks|no thank you|no don't|don't do that|never mind|please do]
[undo|undo that|undo it|undo that please|take that back|take it back|put it back|go back]
[show me|show me where|tell me where|point to where] [the|your|] * [is|are]
[where on the page|where on this page] is [the|your|] *
[scroll|scroll down|scroll up|jump|take me|bring me] to [the|your] *
[highlight|mark] [the|your] *
[go to|open|take me to] the * page
[fill in|enter|put in|type in] [my|the] * as *
fill in [my|the] [name|first name|last name|email|email address|phone number|address|message|form]
[enter|put|use] * as my [name|email|email address|phone number|address]
my name [as|is] {FIRST} {LAST}
my name is {FIRST} put it in the form
set the [number of|] * to {NUMBER}
[tick|untick|check|uncheck] the * [box|]
[press|click|click on] [the|] * [button|]
[press|click] the [send|submit|next|search|save] button
[add|put] [a|an|the|{NUMBER}] * [to|in] [my|the] [cart|basket|bag]
[remove|delete] the * from [my|the] [cart|basket|list]
`;

/** What most visitors and most forms have in common. */
const WORDS: Record<string, string> = {
  FIRST:
    'mary|john|james|robert|michael|linda|david|susan|anna|peter|thomas|sarah|emma|paul|mark|laura|george|alice|jane|tom|jack|kate|daniel|julia',
  LAST: 'brown|smith|jones|miller|taylor|wilson|davis|white|green|clark|hall|king|baker|moore|martin',
  NUMBER: 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty',
};

/** A question with its slots: `null` is where a phrase of the page goes. */
export type Pattern = (string | null)[];

/** All readings of the patterns above, each with a weight: the readings of one line share 1. */
export function questionPatterns(): [pattern: Pattern, weight: number][] {
  return PATTERNS.trim()
    .split('\n')
    .flatMap((line) => {
      const readings = expand(line);
      return readings.map((words): [Pattern, number] => [words, 1 / readings.length]);
    });
}

function expand(line: string): Pattern[] {
  const named = line
    .replace(/(?<=\[[^\]]*)\{(\w+)\}(?=[^[]*\])/g, (_, name: string) => WORDS[name] ?? '')
    .replace(/\{(\w+)\}/g, (_, name: string) => `[${WORDS[name] ?? ''}]`);
  const parts = named.split(/(\[[^\]]*\])/);
  let readings: string[] = [''];
  for (const part of parts) {
    const choices = part.startsWith('[') ? part.slice(1, -1).split('|') : [part];
    readings = readings.flatMap((start) => choices.map((choice) => start + choice));
  }
  return readings.map((reading) =>
    reading
      .trim()
      .split(/\s+/)
      .map((word) => (word === '*' ? null : word)),
  );
}
