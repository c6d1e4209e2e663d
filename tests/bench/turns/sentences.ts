/**
 * What visitors ask, a bar where they stop to think. Bars are where people hesitate: before the word that matters, after an
 * "um", and between clauses, where the sentence could be over.
 */

/** Written before the detector's rules and used for none of them: these are measured. */
export const HELD_OUT: readonly string[] = `
what days are you closed?
how much is a big salad bowl?
when does the evening class | start on fridays?
do I have to bring my own | towel?
can two people share one wheel?
is the glaze room upstairs?
what happens to my pots | after two months?
how many cars can park behind the mill?
tell me about the open studio.
I would like to | book a private party for nine people.
does the price include firing?
who made the salad bowls?
could you tell me how to get | from the bus stop to your door?
are the mugs safe in the microwave?
what is the um | waiting time for a dinner set?
how long does it take to walk from the station?
can I use the studio | without a teacher?
is there a class for parents and children?
which clay do you use for | the first class?
at what time does the door code stop working?
where is the blue door?
do you give the old pots to charity?
what is the cat doing | in the studio?
can I come back next week | to pick up my bowl?
how hot does the kiln get?
show me the prices for members.
what time is it in london?
can you recommend a place for lunch?
my order has not arrived yet.
I have a question about | my last invoice.
yes please.
no thank you.
could you say that again?
what is the difference between | the red one and the blue one?
I need a table for four people | on saturday evening.
how do I change my password?
do you ship to | canada or only in this country?
is it cheaper to pay for the whole year?
please show me the map.
where can we sit outside?
I think I left my umbrella | at your place last night.
does my daughter need a ticket as well?
what should we do | when it rains?
thanks that is all.
are there any rooms left | for the second week of may?
how far away is the airport?
why is my parcel | still in the warehouse?
I was wondering if you could | help me with a refund.
can you read me the last part again?
who should I ask uh | about the broken heater?
what is your cheapest offer?
I want to cancel my subscription.
how long is the guarantee on this bicycle?
do you know when the next train leaves?
we are coming with | two small children and a dog.
what kind of wood is this table made of?
is breakfast included in the price?
I am looking for a present for my mother.
when will the new model be in stock?
can I try it on before I buy it?
which of these two would you | um | recommend?
did you get my email from yesterday?
please call me back tomorrow morning.
how many people work for you?
where was this coat made?
it is the second door on the left.
`
  .trim()
  .split('\n');

/** What rules and weights were chosen by. */
export const TUNING: readonly string[] = `
what are your | opening hours?
how much does the | six week course | cost?
are you open | on monday?
where can I | park my car?
how old do | children have to be?
when can I pick up | my finished pots?
can I get my money back | if I cancel?
who started | the studio?
can I put your mugs | in the dishwasher?
can I bring | my dog?
how much is the class for | beginners?
is the studio | wheelchair accessible?
how do I get there | from the train station?
what should I wear?
which bus do I have | to take?
do you ship to | other cities?
can you fire a pot that | I made at home?
how long is a gift card | valid?
what is the name of | the cat?
are you open on | christmas eve?
how much does a membership cost | per month?
can I pay in | cash?
what is your phone number?
do you speak spanish?
where can I find | a toilet?
is it a problem that | I am left handed?
can we celebrate a birthday party | in the studio?
what time do you close | on saturdays?
can you make a dinner set | for our wedding?
what do you do with | old clay?
what will the weather be like | tomorrow?
who is the president of | france?
how do I repair a flat tire | on my bicycle?
where can I buy | a train ticket?
I am pregnant, can I take part?
how early should I arrive?
what if I am late?
my back hurts, | is that a problem?
tell me more about | the people.
I would like | to order | a set of plates.
please find | the part about shipping.
I bought a kettle from you | in march and it is broken.
do you have this shirt | in a smaller size?
yes.
yes, that would be great.
no, I mean the other one.
thank you very much.
okay.
hello.
how can I | contact a person?
could we um | meet on thursday afternoon?
is it possible to uh | change the delivery address?
I need uh | three tickets for the show.
what happens if | my flight is delayed?
do I need a password | for the wireless network?
how much would it cost | to send this to germany?
when is the best time | to visit the garden?
can you explain | how the insurance works?
the washing machine | makes a strange noise.
I forgot | my user name.
are there any vegetarian dishes | on the menu?
what do you think about | electric cars?
why did the price go up?
does it come with batteries?
we would like to stay for | three nights.
is there anything else | that I should know?
who wrote this book?
where do you come from?
what is it made of?
who can I talk to?
can you help me?
how does it work?
what does it cost?
I do not understand.
that is not | what I asked for.
good morning, | I have an appointment | at ten o'clock.
could you please repeat | the last number?
how big are the lockers?
please go back | to the previous page.
I would rather pay | by bank transfer.
`
  .trim()
  .split('\n');
