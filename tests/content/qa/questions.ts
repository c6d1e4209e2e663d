/** What a visitor may ask of the corpus' pages. Of each half, one in three is plausible and not answered there. */

/** The question, the fact that must be in the answer, and the heading of the section that tells it. */
export type Answerable = readonly [question: string, fact: RegExp, section: string];
/** Shares words with the page, which does not answer it. */
export type Unanswerable = string;

export interface PageQuestions {
  /** The answers were improved on these: 76 % were answered rightly and 7 % of all falsely at the first run. */
  tuned: readonly (Answerable | Unanswerable)[];
  /** Written before, of other pages, and never used for a change. */
  heldOut: readonly (Answerable | Unanswerable)[];
}

export const QUESTIONS: Readonly<Record<string, PageQuestions>> = {
  'bike-forum-squeak': {
    tuned: [
      ['how tight must the cups be?', /40 Nm/, 'Squeak from bottom bracket under load'],
      ['which tool do I need for the cups?', /BB-T25|16-notch/, 'Squeak from bottom bracket under load'],
      'how much does a new chain cost?',
      ['how long did the whole job take?', /50 minutes/, 'Squeak from bottom bracket under load'],
      ['how many kilometers does a bracket live?', /8,000 km/, 'Squeak from bottom bracket under load'],
      'what tyre pressure is best in the rain?',
    ],
    heldOut: [],
  },
  'ceramic-kettle': {
    tuned: [
      ['does it work on induction?', /induction stoves/, 'Which stoves'],
      ['how much is the No. 5 kettle?', /96/, 'Sizes and colours'],
      'how loud is the kettle in decibels?',
      ['what does a new handle cost?', /€14/, 'Repairs'],
      ['can I descale it with vinegar?', /citric acid/, 'Care'],
      'do you have a matching teapot?',
    ],
    heldOut: [],
  },
  'cottage-insurance': {
    tuned: [
      ['how much does the Hearth plan cost?', /£27/, 'Plans'],
      ['are hot tubs covered?', /hot tubs/i, 'What is covered'],
      'do you insure caravans?',
      ['how do I make a claim?', /01632 960 777/, 'How do I make a claim?'],
      ['when was Ferndale Mutual founded?', /1891/, 'Who we are'],
      'who is the chief executive of Ferndale Mutual?',
    ],
    heldOut: [],
  },
  'council-parking-permit': {
    tuned: [
      ['do motorcycles need a permit?', /do not need a permit/, 'What it costs'],
      ['how much is a book of visitor vouchers?', /£14/, 'Visitors'],
      'where can I charge my electric car?',
      ['how long do applications by post take?', /10 working days/, 'How long it takes'],
      ['how much is a penalty charge?', /£70/, 'If you get a penalty charge'],
      'how do I get a permit for a skip?',
    ],
    heldOut: [],
  },
  'glacier-wiki': {
    tuned: [
      ['how long is the glacier?', /11\.4/, 'Sorvik Glacier'],
      ['who made the first ascent of the ice?', /Karl Ostmo/, 'History'],
      'how much does a guided walk cost?',
      ['how deep is the lake?', /84 metres/, 'Geography'],
      ['when is the road to the lodge closed?', /November to May/, 'Access'],
      'are there wolves near the glacier?',
    ],
    heldOut: [],
  },
  'gym-landing': {
    tuned: [
      ['is there a joining fee?', /no joining fee/, 'Prices'],
      ['when is the kettlebells class?', /Friday at 17:45/, 'Classes'],
      'do you have a sauna?',
      ['who holds a record in the squat?', /Deshawn Cole/, 'Coaches'],
      ['can I pause my membership?', /three months/, 'Prices'],
      'is there a discount for students?',
    ],
    heldOut: [],
  },
  'harbour-ferries': {
    tuned: [
      ['how much is an adult single to Fen Point?', /4\.10/, 'Fares'],
      ['are dogs allowed on the ferry?', /Dogs travel free/, 'Dogs and large items'],
      'can I eat on board of the ferry?',
      ['how long does the crossing to Fen Point take?', /25 minutes/, 'Timetable'],
      ['how long is lost property kept?', /28 days/, 'Lost property'],
      'who is the captain of the Kittiwake?',
    ],
    heldOut: [],
  },
  'hillcrest-clinic': {
    tuned: [
      ['what does a missed visit cost?', /35 dollars/, 'If you cannot come'],
      ['which doctor speaks Spanish?', /Luis Ortega/, 'Languages'],
      'do you have a dentist?',
      ['how long is a physical examination?', /40 minutes/, 'Length of a visit'],
      ['when are repeat prescriptions ready?', /two working days/, 'Prescriptions'],
      'can I get an x-ray on the weekend?',
    ],
    heldOut: [],
  },
  'kilnhouse-museum': {
    tuned: [
      ['how much is a family ticket at the door?', /£31/, 'Tickets'],
      ['how many steps does the gallery of the cone have?', /31 steps/, 'Access'],
      'who founded the museum?',
      ['when is the last entry?', /4\.15/, 'Opening times'],
      ['what does a permit for a tripod cost?', /£20/, 'Photography'],
      'do you have an audio guide in German?',
    ],
    heldOut: [],
  },
  'language-school': {
    tuned: [
      ['how much is the Japanese course?', /€285/, 'Courses'],
      ['are books included in the fee?', /not in the fee/, 'Books'],
      'do you teach Italian?',
      ['when does the term begin?', /14 September/, 'Evening courses, autumn term'],
      ['how many evenings must I attend for a certificate?', /nine of twelve/, 'Certificates'],
      'who is the teacher of the Polish course?',
    ],
    heldOut: [],
  },
  'linen-size-guide': {
    tuned: [
      ['does linen shrink at sixty degrees?', /5 percent/, 'Does it shrink?'],
      ['how do I get rid of red wine?', /mineral water/, 'Stains'],
      'how much does the Ida shirt cost?',
      ['what does taking in sleeves cost?', /15 dollars/, 'Taking in and mending'],
      ['should I use softener?', /no softener/i, 'Washing'],
      'which size do children need?',
    ],
    heldOut: [],
  },
  'lumen-desk-lamp': {
    tuned: [
      ['how heavy is the lamp?', /1\.9 kg/, 'Details'],
      ['how long is the guarantee?', /7 years/, 'Guarantee'],
      'can I use the lamp outdoors?',
      ['what does engraving cost?', /£15/, 'Engraving'],
      ['do you deliver outside the United Kingdom?', /do not deliver outside/, 'Delivery'],
      'who designed the lamp?',
    ],
    heldOut: [],
  },
  'node-meetup': {
    tuned: [
      ['who talks about JSON Schema?', /Petra Novak/, 'Programme'],
      ['is the entry free?', /Entry is free/, 'Tickets'],
      'can I order a pizza at the meetup?',
      ['which tram stops at the door?', /Tram 4/, 'Access'],
      ['are the talks recorded?', /recorded and online/, 'Language and recording'],
      'how much does a sponsor pay?',
    ],
    heldOut: [],
  },
  'owls-of-the-fens': {
    tuned: [
      ['who has led the count?', /Tom Verrall/, 'How they are counted'],
      ['where do most of the owls come from?', /Norway and Finland/, 'A winter guest'],
      'how many eggs does an owl lay?',
      ['how much are farmers paid for a margin?', /440 pounds/, 'What helps'],
      ['how many people can sit in the hide?', /seats eight/, 'To see them'],
      'how long do short-eared owls live?',
    ],
    heldOut: [],
  },
  'river-swim-event': {
    tuned: [
      ['are gloves allowed?', /not allowed/, 'Equipment'],
      ['what is the time limit for the 4 km?', /2 hours 15/, 'Distances'],
      'who won the swim last year?',
      ['where can I park?', /Church Field/, 'Parking and trains'],
      ['how warm is the river?', /17 and 20/, 'Water and safety'],
      'can I take my dog into the boathouse?',
    ],
    heldOut: [],
  },
  'sheep-farm-stay': {
    tuned: [
      ['how much is the Loft for a night?', /£96/, 'Prices'],
      ['can I pay by card?', /no card machine/, 'Paying'],
      'is there a swimming pool at the farm?',
      ['what time is breakfast served?', /7\.30 to 9\.30/, 'Breakfast'],
      ['can I bring my dog in April?', /no dogs from March/, 'Dogs'],
      'do the rooms have a television?',
    ],
    heldOut: [],
  },
  'sourdough-rye': {
    tuned: [
      ['how much salt do I need?', /11 g|Eleven grams/i, 'What you need'],
      ['can I freeze the bread?', /freezes well/, 'Keeping and freezing'],
      'how much yeast do I need?',
      ['can I use honey instead of malt syrup?', /honey works/i, 'Swaps'],
      ['how hot is the oven at first?', /230/, 'Method'],
      'is the bread suitable for people with coeliac disease?',
    ],
    heldOut: [],
  },
  'tool-library': {
    tuned: [
      ['how much does a hedge trimmer cost?', /£6/, 'Garden'],
      ['how old must I be to become a member?', /must be 18/, 'Becoming a member'],
      'can I borrow a chainsaw?',
      ['what does a tool that is late cost?', /£1 a day/, 'Late or broken'],
      ['what is the deposit for the wallpaper steamer?', /£15/, 'Painting and walls'],
      'do you deliver tools to my home?',
    ],
    heldOut: [],
  },
  'trattoria-ombra': {
    tuned: [
      ['how much are the spaghetti with clams?', /17\.50/, 'Pasta'],
      ['how many people fit in the cellar?', /seats 22/, 'Private room'],
      'do you have a wine list with prices?',
      ['where can I park my car?', /Queen Charlotte Street/, 'Getting here'],
      ['are dogs allowed?', /on the terrace/, 'Children and dogs'],
      'is the veal from an organic farm?',
    ],
    heldOut: [],
  },
  'wood-stove-faq': {
    tuned: [
      ['how dry must wood be?', /20 percent/, 'How dry must wood be?'],
      ['how often is the chimney swept?', /Twice in a heating season/, 'How often is the chimney swept?'],
      'how much does the E5 stove cost?',
      ['how long is the warranty for the glass?', /two for glass/, 'What does the warranty cover?'],
      ['may I burn driftwood?', /driftwood/i, 'What must not be burned?'],
      'can I cook a meal on the stove?',
    ],
    heldOut: [],
  },
  'tidepool-queue-docs': {
    tuned: [
      ['how often is a job attempted?', /5 times|default 5/, 'Defaults'],
      ['how long are jobs kept in the dead letter list?', /14 days/, 'Dead letters'],
      'which databases does Tidepool support?',
      ['do retries keep the order?', /do not keep order/, 'Order'],
      ['what is the longest time that a lease can be extended to?', /15 minutes/, 'Time-outs'],
      'what licence does Tidepool Queue have?',
    ],
    heldOut: [],
  },
  'insulin-cooling-travel': {
    tuned: [
      ['how long does a pen in use keep?', /28 days/, 'What temperature does it bear?'],
      ['can I leave insulin in a parked car?', /never leave it/i, 'In a car'],
      'how much does an insulin pump cost?',
      ['how much insulin should I take with me?', /twice what you need/i, 'How much to take'],
      ['what do I do when I cross time zones?', /four hours/, 'Time zones'],
      'which airline gives me a refrigerator?',
    ],
    heldOut: [],
  },
  'marathon-faq-tabs': {
    tuned: [
      ['when does the blue wave start?', /7\.40/, 'Waves'],
      ['may I run with a stroller?', /yellow wave/, 'May I run with a stroller?'],
      'how much is the prize money?',
      ['where do I pick up my number?', /Armory/, 'Runner information'],
      ['when does the course close?', /11\.15/, 'Cut-off'],
      'who won the race last year?',
    ],
    heldOut: [],
  },
  'vet-night-service': {
    tuned: [
      ['how much is an x-ray?', /£160/, 'What it costs'],
      ['do you treat hedgehogs?', /hedgehogs/, 'Which animals'],
      'can you cut the claws of my dog?',
      ['where can I park?', /red bays/, 'Parking'],
      ['my dog ate chocolate, what should I do?', /Chocolate/, 'Come at once'],
      'how old is the oldest cat you have treated?',
    ],
    heldOut: [],
  },
  // Pages that were not read in Chromium before the answers were improved on those above.
  'allotment-blog': {
    tuned: [],
    heldOut: [
      ['how much did the compost cost?', /210 pounds/, 'The set-up'],
      ['how many hours did the no-dig beds take?', /38/, 'Hours'],
      ['what did bindweed do?', /came straight through/, 'What went wrong'],
      ['how big is the plot?', /250 square metres/, 'What I learned from a year of no-dig'],
      'how do I grow tomatoes?',
      'how much is the rent of the plot?',
    ],
  },
  'bakery-tables': {
    tuned: [],
    heldOut: [
      ['how much is the caraway rye?', /5\.10/, 'Bread'],
      ['how early do I have to order a wedding cake?', /six weeks/, 'Cakes to order'],
      ['when is the station kiosk open?', /5\.30 to 10/, 'Opening hours'],
      ['do you deliver to private households?', /not delivered to/, 'Delivery'],
      'do you sell coffee?',
      'who is the owner of the bakery?',
    ],
  },
  'chess-club-soup': {
    tuned: [],
    heldOut: [
      ['when do juniors meet?', /Saturdays from 10/, 'Juniors'],
      ['how much is the membership for a family?', /£70/, 'Membership'],
      ['how many books are in the library?', /410/, 'The library'],
      ['what is the entry for the Loom Cup?', /£12/, 'Tournaments'],
      'who won the championship last year?',
      'do you teach bridge?',
    ],
  },
  'ebike-list': {
    tuned: [],
    heldOut: [
      ['how much is the Volna Step?', /990/, 'In stock'],
      ['how long is the guarantee on the motor?', /24 months/, 'The guarantee'],
      ['can I pay in parts?', /12 or 24 parts/, 'Paying in parts'],
      ['what does sending cost?', /€49/, 'Trying one'],
      'do you sell helmets?',
      'how fast is the Kestrel Fold?',
    ],
  },
  'house-move-portal': {
    tuned: [],
    heldOut: [
      ['how heavy is an upright?', /180 and 300/, 'Moving a piano without tears'],
      ['how much does a crane cost?', /£650/, 'What movers charge'],
      ['how long should the piano stand before it is tuned?', /two to three weeks/, 'After the move'],
      ['how many people lift one end?', /three people/i, 'Doing it on one floor'],
      'who invented the piano?',
      'how much does a new piano cost?',
    ],
  },
  'planner-app': {
    tuned: [],
    heldOut: [
      ['who must agree to overtime?', /Joan Ferreira/, 'Hours this week'],
      ['how much is paid for the driver on Sunday?', /21\.75/, 'Open shifts'],
      ['when does the oven engineer come?', /Thursday at 13:00/, 'Notices'],
      ['how many hours are there between two shifts?', /11 hours/, 'Rules of this site'],
      'when is my next holiday?',
      'what is the telephone number of Mei Tanaka?',
    ],
  },
  'shift-law-handbook': {
    tuned: [],
    heldOut: [
      ['how many hours may a week have?', /40 hours/, 'How long a week may be'],
      ['how long is the record of hours kept?', /three years/, 'Writing hours down'],
      ['how early is a roster given out?', /14 days/, 'Shifts and rosters'],
      ['what is the fine when there is no record of hours?', /500 to 4,000/, 'Inspections and fines'],
      'how high is the minimum wage?',
      'how many days of holiday do employees get?',
    ],
  },
  'vintage-radio-wiki': {
    tuned: [],
    heldOut: [
      ['who drew the cabinet?', /Hanna Wolska/, 'Cabinet'],
      ['how much did the set cost when new?', /2,400 zloty/, 'Prices'],
      ['what smells of garlic?', /selenium rectifier/, 'Faults'],
      ['how many valves does it have?', /Valves: 6/, 'Orbita 6'],
      'where can I buy spare parts for it?',
      'does it play cassettes?',
    ],
  },
  'pottery-late-app': {
    tuned: [],
    heldOut: [
      ['how much is the raku evening?', /\$95/, 'Free places'],
      ['when are pieces ready?', /four weeks/, 'Picking up'],
      ['how long are vouchers valid?', /three years/, 'Vouchers'],
      ['how long is a place held while I pay?', /15 minutes/, 'Booking'],
      'where is the studio Mudroom?',
      'do you have classes for teenagers?',
    ],
  },
  'perennial-nursery': {
    tuned: [],
    heldOut: [
      ['how high does Verbena bonariensis grow?', /150 cm/, 'The list'],
      ['when does the hosta flower?', /July/, 'The list'],
      ['what happens if a plant dies?', /send another/, 'If a plant dies'],
      ['how long are orders kept?', /ten days/, 'Collecting'],
      'do you sell apple trees?',
      'do you have a café?',
    ],
  },
};
