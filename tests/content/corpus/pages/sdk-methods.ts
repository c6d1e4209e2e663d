import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'utility',
  language: 'en',
  title: 'Client methods | Marlow Maps SDK',
  site: 'Marlow Maps SDK',
  menu: ['Overview', 'Client', 'Layers', 'Styles', 'Events', 'Pricing'],
  related: ['Install', 'Your first map', 'Tokens', 'Offline areas', 'Change log', 'Migration from 3'],
  body: `
# Client methods
All methods of \`MapClient\`, in version 4.2. Each returns a promise unless it says otherwise, and rejects with a \`MapError\` whose \`code\` is one of those at the end of this page.
## Making a client
$ const client = new MapClient({ token, region: 'eu', cache: 64 });
\`cache\` is in megabytes and 32 by default. One client can draw in up to eight views; a ninth throws \`too_many_views\`.
## Places
| Method | Takes | Gives | Cost
| geocode | a line of address, at most 200 characters | up to 10 places with a score from 0 to 1 | 1 credit
| reverse | latitude and longitude | the nearest address within 500 metres, or null | 1 credit
| suggest | at least 3 characters | up to 8 suggestions | 0.2 credits
| place | an id that begins with pl_ | name, address, hours and categories | 2 credits
| nearby | a point, a radius of at most 5,000 metres, a category | up to 50 places by distance | 3 credits
| timezone | a point | its name in the tz database, and the offset now | 0.1 credits
## Routes
| Method | Takes | Gives | Cost
| route | 2 to 25 points and a mode | one route, and up to two others | 4 credits
| matrix | up to 25 origins and 25 destinations | minutes and metres for each pair | 0.5 credits a pair
| isochrone | a point, up to 4 times of at most 90 minutes | a polygon for each time | 8 credits
| match | up to 500 points of a track | the track on roads, with gaps above 60 metres marked | 5 credits
| trip | up to 12 stops | the stops in the shortest order | 12 credits
| elevation | up to 1,000 points | metres above the sea for each | 1 credit
Modes are \`walk\`, \`bike\`, \`drive\`, \`truck\` and \`transit\`. \`truck\` needs the height in metres and the weight in tonnes; \`transit\` is there for 46 cities.
## Tiles
| Method | Takes | Gives | Cost
| tile | zoom from 0 to 16, x and y | a vector tile of at most 500 kB | 0.01 credits
| raster | as tile, and a scale of 1 or 2 | a PNG of 256 or 512 pixels | 0.02 credits
| style | a name | the style as JSON | free
| sprite | a name and a scale | an image and its index | free
| prefetch | a box and two zooms | how many tiles were fetched; 5,000 at most | as its tiles
| forget | a box | how many bytes were freed | free
## Offline areas
| Method | Takes | Gives | Cost
| area.create | a name and a box of at most 40,000 square kilometres | an id that begins with ar_ | 25 credits
| area.list | nothing | all areas with their sizes | free
| area.update | an id | only what changed since, about 4 percent a month | 5 credits
| area.remove | an id | nothing | free
| area.expiry | an id | the day on which it stops working: 60 days after its last update | free
## Drawing
| Method | Takes | Gives
| view.fly | a point, a zoom and milliseconds, 1,200 by default | when the camera stands
| view.fit | a box and a margin in pixels | the zoom that was chosen
| view.mark | a point, a label of at most 80 characters, a colour | a marker
| view.line | 2 to 10,000 points and a width | a line
| view.area | a closed ring | an area
| view.pick | a pixel | what is drawn there, topmost first
| view.shot | a width of at most 4,096 pixels | a PNG
| view.close | nothing | nothing; call it, as views are not collected
## Events
\`view.on(name, listener)\` gives a function that takes the listener off again. Names are \`move\`, \`idle\`, \`press\`, \`hold\`, \`error\` and \`credit\`. \`move\` comes at most 60 times a second. \`credit\` comes once a minute with what was used.
## Credits and limits
A free account has 5,000 credits a month and 20 requests a second. Team has 200,000 credits for 49 dollars and 100 requests a second. What is used above that costs 0.40 dollars for 1,000 credits. Credits that are left lapse at the end of the month.
## Errors
| Code | Meaning | What to do
| bad_token | the token is wrong or was revoked | make a new one in the console
| out_of_credits | the month's credits are used up | raise the limit, or wait for the first
| too_fast | more requests a second than the plan has | wait for the milliseconds in retryAfter
| no_route | the points are not connected in this mode | try another mode
| outside | a point lies outside the region of the client | make a client for world
| too_many_views | eight views are open | close one
| stale_area | the offline area has lapsed | call area.update
## Versions
Version 3 works until 30 June 2027. Version 4 needs no change of code but for \`geocode\`, which gave one place and now gives a list. Versions follow semver; what is marked as beta may change in a minor one.
`,
};
